package dev.fermata.gate.servlet;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A response whose {@link HeldHeaders} wait until they are released; to the application they are set. */
abstract class HeaderHoldingResponse extends HttpServletResponseWrapper {

    /** Between the parts of Fermata; never a visitor's business. */
    private static final String INTERNAL = "fermata-";

    private final HeldHeaders held = new HeldHeaders();

    HeaderHoldingResponse(HttpServletResponse response) {
        super(response);
    }

    /** Whether headers need not wait any more. */
    protected abstract boolean isPassingHeaders();

    /** The headers that wait. */
    HeldHeaders held() {
        return held;
    }

    /** Says what waits, as the application said it. */
    void releaseHeaders() {
        held.moveTo(outer());
    }

    /** The response that this one is in front of. */
    HttpServletResponse outer() {
        return (HttpServletResponse) getResponse();
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        if (name.equalsIgnoreCase("Content-Type")) {
            setContentType(value);
        } else if (isHeld(name)) {
            held.set(name, value);
        } else if (!isInternal(name)) {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        if (name.equalsIgnoreCase("Content-Type")) {
            setContentType(value);
        } else if (isHeld(name)) {
            held.add(name, value);
        } else if (!isInternal(name)) {
            super.addHeader(name, value);
        }
    }

    @Override
    public void setDateHeader(String name, long date) {
        setHeader(name, HeldHeaders.date(date));
    }

    @Override
    public void addDateHeader(String name, long date) {
        addHeader(name, HeldHeaders.date(date));
    }

    @Override
    public void setIntHeader(String name, int value) {
        setHeader(name, Integer.toString(value));
    }

    @Override
    public void addIntHeader(String name, int value) {
        addHeader(name, Integer.toString(value));
    }

    @Override
    public void setContentLength(int length) {
        setContentLengthLong(length);
    }

    @Override
    public void setContentLengthLong(long length) {
        if (isPassingHeaders()) {
            super.setContentLengthLong(length);
        } else if (length < 0) {
            held.remove("Content-Length");
        } else {
            held.set("Content-Length", Long.toString(length));
        }
    }

    @Override
    public boolean containsHeader(String name) {
        return !held.get(name).isEmpty() || super.containsHeader(name);
    }

    @Override
    public @Nullable String getHeader(String name) {
        List<String> waiting = held.get(name);
        return waiting.isEmpty() ? super.getHeader(name) : waiting.get(0);
    }

    @Override
    public Collection<String> getHeaders(String name) {
        List<String> waiting = held.get(name);
        return waiting.isEmpty() ? super.getHeaders(name) : waiting;
    }

    @Override
    public Collection<String> getHeaderNames() {
        Set<String> names = new LinkedHashSet<>(super.getHeaderNames());
        names.addAll(held.names());
        return names;
    }

    @Override
    public void reset() {
        super.reset();
        held.clear();
    }

    @Override
    public void sendError(int status) throws IOException {
        releaseHeaders();
        super.sendError(status);
    }

    @Override
    public void sendError(int status, @Nullable String message) throws IOException {
        releaseHeaders();
        super.sendError(status, message);
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        releaseHeaders();
        super.sendRedirect(location);
    }

    private boolean isHeld(String name) {
        return HeldHeaders.isHeld(name) && !isPassingHeaders();
    }

    private static boolean isInternal(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith(INTERNAL);
    }
}
