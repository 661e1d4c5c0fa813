package dev.fermata.service.faults;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows one HTTP connection, and names each call: before it is passed on, and once it had its effect but nobody has been told. */
final class CallTap implements TcpProxy.Tap {

    private static final Pattern CALL = Pattern.compile("(GET|POST|DELETE) (/v1/[^ ?]*).*", Pattern.DOTALL);
    private static final Pattern ID = Pattern.compile("/[a-z]{2,5}_[A-Za-z0-9_]+");

    private final Steps steps;
    private String call = "";

    CallTap(Steps steps) {
        this.steps = steps;
    }

    @Override
    public synchronized void fromClient(byte[] bytes, int length) {
        Matcher matcher = CALL.matcher(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
        if (matcher.matches()) {
            call = matcher.group(1) + " " + ID.matcher(matcher.group(2)).replaceAll("/{id}");
            steps.reach("before " + call);
        }
    }

    @Override
    public synchronized void fromServer(byte[] bytes, int length) {
        if (!call.isEmpty()) {
            String answered = call;
            call = "";
            steps.reach("after " + answered);
        }
    }
}
