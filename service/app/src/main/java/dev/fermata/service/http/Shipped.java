package dev.fermata.service.http;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** A file that came with the service and does not change while it runs. */
record Shipped(byte[] content, EntityTag tag, String mediaType) {

    /** Empty if there is no such file on the class path. */
    static Optional<Shipped> find(String path, String mediaType) {
        try (InputStream file = Shipped.class.getClassLoader().getResourceAsStream(path)) {
            if (file == null) {
                return Optional.empty();
            }
            byte[] content = file.readAllBytes();
            return Optional.of(new Shipped(content, ContentTag.of(content), mediaType));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file, or 304 to a client that has it. */
    Response.ResponseBuilder answer(Request request) {
        var unchanged = request.evaluatePreconditions(tag);
        return (unchanged == null ? Response.ok(content, mediaType) : unchanged)
                .tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .header("Cross-Origin-Resource-Policy", "cross-origin");
    }
}
