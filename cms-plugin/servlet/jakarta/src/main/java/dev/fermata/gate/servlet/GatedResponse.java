package dev.fermata.gate.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The response that the application writes to. Pages and JSON, with what is said about them, are held back until the filter settles
 * them; nothing that the application does sends them earlier.
 */
final class GatedResponse extends HeaderHoldingResponse {

    private final GatedRequest request;
    private final HeldBody body;
    private @Nullable GatedAnswer answer;
    private @Nullable PrintWriter writer;
    private boolean streamTaken;
    private boolean settled;

    GatedResponse(GatedRequest request, HttpServletResponse response, int limit) {
        super(response);
        this.request = request;
        this.body = new HeldBody(new Exits(), limit);
    }

    /** What the body asks of this response. */
    private final class Exits implements HeldBody.Exits {

        @Override
        public boolean isToBeHeld() {
            return BodyKind.of(getContentType()) != BodyKind.OTHER;
        }

        @Override
        public ServletOutputStream straight() throws IOException {
            releaseHeaders();
            return GatedResponse.super.getOutputStream();
        }

        @Override
        public void later(Runnable task) {
            request.getAsyncContext().start(task);
        }
    }

    /** The one of these that a response is, or is wrapped around. */
    static Optional<GatedResponse> within(@Nullable ServletResponse response) {
        ServletResponse at = response;
        while (!(at instanceof GatedResponse) && at instanceof ServletResponseWrapper wrapper) {
            at = wrapper.getResponse();
        }
        return at instanceof GatedResponse found ? Optional.of(found) : Optional.empty();
    }

    void belongsTo(GatedAnswer answer) {
        this.answer = answer;
    }

    GatedAnswer answer() {
        return Objects.requireNonNull(answer);
    }

    HeldBody body() {
        return body;
    }

    /** Answered already: by an error, a redirect, or the filter. */
    boolean isSettled() {
        return settled || super.isCommitted();
    }

    /** What is written from here on, and what was held so far, is lost. */
    void settle() {
        settled = true;
        body.end();
        request.withdrawPromise();
    }

    /** What the writer has, the body gets. */
    void flushWriter() {
        if (writer != null) {
            writer.flush();
        }
    }

    @Override
    public ServletOutputStream getOutputStream() {
        if (writer != null) {
            throw new IllegalStateException("getWriter() was called on this response");
        }
        streamTaken = true;
        return body;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (streamTaken) {
            throw new IllegalStateException("getOutputStream() was called on this response");
        }
        if (writer == null) {
            // As the container would: from here on the encoding is fixed, and the reader is told.
            String encoding = getCharacterEncoding();
            super.setCharacterEncoding(encoding);
            writer = new PrintWriter(new OutputStreamWriter(body, encoding));
        }
        return writer;
    }

    @Override
    public void setContentType(@Nullable String type) {
        if (body.isStraight() && BodyKind.of(type) != BodyKind.OTHER) {
            throw new IllegalStateException(
                    "An answer that is being sent as " + getContentType() + " can't become " + type);
        }
        if (writer == null || type == null) {
            super.setContentType(type);
        } else {
            super.setContentType(type.split(";", 2)[0] + ";charset=" + getCharacterEncoding());
        }
    }

    @Override
    public void setCharacterEncoding(@Nullable String encoding) {
        if (writer == null) {
            super.setCharacterEncoding(encoding);
        }
    }

    @Override
    public void setLocale(Locale locale) {
        String fixed = writer == null ? null : getCharacterEncoding();
        super.setLocale(locale);
        if (fixed != null) {
            super.setCharacterEncoding(fixed);
        }
    }

    @Override
    public void flushBuffer() throws IOException {
        if (settled) {
            return;
        }
        if (BodyKind.of(getContentType()) == BodyKind.OTHER) {
            body.begin();
        }
        if (body.isStraight()) {
            flushWriter();
            super.flushBuffer();
        }
    }

    @Override
    public boolean isCommitted() {
        return isSettled();
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        body.ignore(this::flushWriter);
        body.restart();
    }

    @Override
    public void reset() {
        super.reset();
        body.ignore(this::flushWriter);
        body.restart();
        writer = null;
        streamTaken = false;
    }

    @Override
    public void sendError(int status) throws IOException {
        request.withdrawPromise();
        super.sendError(status);
        settle();
    }

    @Override
    public void sendError(int status, @Nullable String message) throws IOException {
        request.withdrawPromise();
        super.sendError(status, message);
        settle();
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        if (request.fragment().isPresent()) {
            // Elsewhere nothing says any more that only a section was asked for.
            sendError(SC_NOT_FOUND);
            return;
        }
        request.withdrawPromise();
        super.sendRedirect(location);
        settle();
    }

    @Override
    protected boolean isPassingHeaders() {
        return settled || body.isStraight();
    }
}
