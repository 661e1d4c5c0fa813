package dev.fermata.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Turns away the one character that the database cannot keep, U+0000, wherever a client may write it: in a query, a form, or a JSON
 * string.
 */
@PreMatching
public final class NoZero implements ContainerRequestFilter, ReaderInterceptor {

    /** The escape, unless its backslash is itself escaped. */
    private static final Pattern IN_JSON = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\u0000");

    @Override
    public void filter(ContainerRequestContext request) {
        String query = request.getUriInfo().getRequestUri().getRawQuery();
        if (query != null && query.contains("%00")) {
            throw turnedAway();
        }
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        MediaType type = context.getMediaType();
        boolean json = MediaType.APPLICATION_JSON_TYPE.isCompatible(type) && !readsItself(context);
        boolean form = MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(type);
        if (json || form) {
            byte[] body = context.getInputStream().readAllBytes();
            String text = new String(body, StandardCharsets.UTF_8);
            if (json ? IN_JSON.matcher(text).find() : text.contains("%00")) {
                throw turnedAway();
            }
            context.setInputStream(new ByteArrayInputStream(body));
        }
        return context.proceed();
    }

    /** Whoever takes bytes or a tree looks at every value itself, and can name the field. */
    private static boolean readsItself(ReaderInterceptorContext context) {
        return context.getType() == byte[].class || JsonNode.class.isAssignableFrom(context.getType());
    }

    private static ProblemException turnedAway() {
        return new ProblemException(ProblemType.MALFORMED_REQUEST, "The character U+0000 cannot be kept");
    }
}
