package dev.fermata.magnolia.harness;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of {@code ctx} that the shipped templates use. */
public final class RequestContext {

    private final Request request;

    RequestContext(Map<String, Object> attributes) {
        request = new Request(attributes);
    }

    public Request getRequest() {
        return request;
    }

    public String getContextPath() {
        return "";
    }

    /** The visitor's request, as far as the filter in front marks it. */
    public static final class Request {

        private final Map<String, Object> attributes;

        private Request(Map<String, Object> attributes) {
            this.attributes = new HashMap<>(attributes);
        }

        public @Nullable Object getAttribute(String name) {
            return attributes.get(name);
        }

        public void setAttribute(String name, Object value) {
            attributes.put(name, value);
        }

        public void removeAttribute(String name) {
            attributes.remove(name);
        }
    }
}
