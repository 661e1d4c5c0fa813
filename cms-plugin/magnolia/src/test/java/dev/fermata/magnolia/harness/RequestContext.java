package dev.fermata.magnolia.harness;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of {@code ctx} that the shipped templates use. */
public record RequestContext(Request request) {

    /** So that templates can say {@code ctx.request}. */
    public Request getRequest() {
        return request;
    }

    public String getContextPath() {
        return "";
    }

    /** The visitor's request, as far as the filter in front marks it. */
    public record Request(Map<String, Object> attributes) {

        public @Nullable Object getAttribute(String name) {
            return attributes.get(name);
        }
    }
}
