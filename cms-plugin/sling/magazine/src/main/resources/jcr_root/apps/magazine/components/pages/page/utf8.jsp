<%-- HTL leaves the encoding to the server, whose own is older than the euro sign. --%><%@page contentType="text/html; charset=UTF-8" session="false"%>
