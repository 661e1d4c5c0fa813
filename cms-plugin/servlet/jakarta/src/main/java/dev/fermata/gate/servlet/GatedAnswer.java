package dev.fermata.gate.servlet;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One answer on its way to the visitor: once the application is through with it, it is cut and sent. What can't be cut is not sent at
 * all.
 */
final class GatedAnswer {

    private static final Logger LOG = LoggerFactory.getLogger(GatedAnswer.class);

    private final GatedRequest request;
    private final GatedResponse response;
    private final Cutter cutter;

    GatedAnswer(GatedRequest request, GatedResponse response, Cutter cutter) {
        this.request = request;
        this.response = response;
        this.cutter = cutter;
        request.answeredBy(this);
        response.belongsTo(this);
    }

    GatedResponse response() {
        return response;
    }

    /** Lets the application answer, and ends the answer unless it goes on asynchronously. */
    void pass(HttpServletRequest asked, HttpServletResponse answered, FilterChain chain)
            throws IOException, ServletException {
        boolean completed = false;
        request.promise();
        try {
            chain.doFilter(asked, answered);
            completed = true;
        } finally {
            if (!completed) {
                response.settle();
            }
        }
        if (!asked.isAsyncStarted()) {
            finish();
        }
    }

    /** Cuts and sends it. */
    void finish() throws IOException {
        response.flushWriter();
        request.withdrawPromise();
        if (response.isSettled()) {
            return;
        }
        try {
            if (response.body().isHeld()) {
                cutAndSend();
            } else {
                sendUntouched();
            }
        } catch (UnreadableException e) {
            refuse(e);
        }
    }

    /** The same for an asynchronous answer, whose failures have nowhere else to go. */
    void finishOrRefuse() {
        try {
            finish();
        } catch (IOException e) {
            LOG.debug("The visitor is gone", e);
        } catch (RuntimeException e) {
            LOG.error("{} could not be answered", request.getRequestURI(), e);
            response.settle();
            response.outer().setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        }
    }

    /** Loses what is held: something else is answered. */
    void abandon() {
        if (!response.isSettled() && response.body().isHeld()) {
            response.resetBuffer();
        }
        request.withdrawPromise();
    }

    void warnIfUnfinished() {
        if (!response.isSettled() && response.body().isHeld()) {
            LOG.error(
                    "{} was answered in an ASYNC dispatch, for which the filter is not registered: nothing is sent",
                    request.getRequestURI());
        }
    }

    private void sendUntouched() throws IOException {
        if (response.body().isStraight()) {
            return;
        }
        if (request.fragment().isPresent()) {
            answer(Problem.NO_SUCH_SECTION);
        } else {
            response.releaseHeaders();
        }
    }

    private void cutAndSend() throws IOException {
        byte[] body = body();
        if (request.fragment().isPresent()) {
            sendFragment(body, request.fragment().get());
        } else {
            send(cutter.version(body, response.getContentType(), response.getCharacterEncoding()));
        }
    }

    private byte[] body() throws IOException {
        if (response.body().isOverflown()) {
            throw new UnreadableException("it has more than " + cutter.maxBytes() + " bytes (max-page-bytes)");
        }
        if (response.getStatus() == HttpServletResponse.SC_PARTIAL_CONTENT) {
            throw new UnreadableException("it is only a part, which may begin amid a protected section");
        }
        List<String> codings = response.held().get("Content-Encoding");
        return Unpacked.of(response.body().bytes(), codings, cutter.maxBytes());
    }

    private void sendFragment(byte[] body, String id) throws IOException {
        String charset = response.getCharacterEncoding();
        boolean page = response.getStatus() == HttpServletResponse.SC_OK && BodyKind.isPage(response.getContentType());
        Optional<Version> section = page ? cutter.fragment(body, charset, id) : Optional.empty();
        if (section.isPresent()) {
            send(section.get());
        } else if (page && cutter.hasSection(body, charset, id)) {
            answer(Problem.NOT_FOR_YOU);
        } else {
            answer(Problem.NO_SUCH_SECTION);
        }
    }

    private void answer(Problem problem) throws IOException {
        response.held().clear();
        response.settle();
        problem.answer(response.outer());
    }

    /** Nothing of it is sent, because what is in it is not known. */
    private void refuse(UnreadableException why) throws IOException {
        LOG.error("{} is not sent, because it can't be cut: {}", request.getRequestURI(), why.getMessage());
        response.reset();
        response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
    }

    private void send(Version version) throws IOException {
        byte[] body = version.isUntouched() ? response.body().bytes() : version.body();
        HttpServletResponse outer = response.outer();
        version.forget(response.held());
        response.releaseHeaders();
        response.settle();
        version.tell(outer);
        outer.setContentLengthLong(body.length);
        if (!isHead()) {
            outer.getOutputStream().write(body);
        }
    }

    private boolean isHead() {
        return ((HttpServletRequest) request.getRequest()).getMethod().equals("HEAD");
    }
}
