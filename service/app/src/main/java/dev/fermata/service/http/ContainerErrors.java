package dev.fermata.service.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import dev.fermata.service.problem.Problems;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** What the HTTP server itself refuses, such as a path that cannot be read, is answered with a problem document as well. */
public final class ContainerErrors extends ErrorHandler {

    private final Problems problems;
    private final ObjectMapper json;

    public ContainerErrors(Problems problems, ObjectMapper json) {
        this.problems = problems;
        this.json = json;
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback)
            throws IOException {
        ProblemType type = typeOf(code);
        response.setStatus(type.status());
        byte[] document = write(type, response.getHeaders());
        response.write(true, ByteBuffer.wrap(document), callback);
    }

    /** For what could not even be parsed as a request. */
    @Override
    public ByteBuffer badMessageError(int status, @Nullable String reason, HttpFields.Mutable headers) {
        return ByteBuffer.wrap(write(typeOf(status), headers));
    }

    private byte[] write(ProblemType type, HttpFields.Mutable headers) {
        String id = headers.get(RequestIds.HEADER);
        if (id == null) {
            id = RequestIds.next();
            headers.put(RequestIds.HEADER, id);
        }
        headers.put(HttpHeader.CONTENT_TYPE, Problems.MEDIA_TYPE);
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        headers.put("X-Content-Type-Options", "nosniff");
        var document = problems.document(new ProblemException(type, "The request could not be taken as it is"));
        document.put("request_id", id);
        try {
            return json.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ProblemType typeOf(int status) {
        return switch (status) {
            case 404 -> ProblemType.NOT_FOUND;
            case 405, 501 -> ProblemType.METHOD_NOT_ALLOWED;
            case 413 -> ProblemType.REQUEST_TOO_LARGE;
            default -> status < 500 ? ProblemType.MALFORMED_REQUEST : ProblemType.INTERNAL_ERROR;
        };
    }
}
