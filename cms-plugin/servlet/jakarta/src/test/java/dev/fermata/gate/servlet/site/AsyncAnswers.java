package dev.fermata.gate.servlet.site;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** Answers that go on after the servlet has returned, and answers that come in pieces. */
public final class AsyncAnswers {

    /** Lets {@code /events} send its next piece. */
    public static final Semaphore NEXT_EVENT = new Semaphore(0);

    private AsyncAnswers() {}

    static void addTo(Map<String, Application.Page> pages) {
        pages.put("/async.html", (request, response) -> {
            AsyncContext async = request.startAsync();
            async.start(() -> {
                write((HttpServletResponse) async.getResponse(), Pages.article(async.getRequest(), "resource:premium"));
                async.complete();
            });
        });
        pages.put("/async-with-both.html", (request, response) -> {
            AsyncContext async = request.startAsync(request, response);
            async.start(() -> {
                write(response, Pages.article(request, "resource:premium"));
                request.getAsyncContext().complete();
            });
        });
        pages.put("/async-dispatch.html", (request, response) -> request.startAsync()
                .dispatch("/article.html"));
        pages.put("/async-timeout.html", (request, response) -> {
            AsyncContext async = request.startAsync();
            async.setTimeout(50);
            write((HttpServletResponse) async.getResponse(), Pages.article(request, "resource:premium"));
        });
        pages.put("/async-late.html", (request, response) -> {
            AsyncContext async = request.startAsync();
            async.setTimeout(50);
            async.addListener(new WritesWhenLate());
        });
        pages.put("/async-big.html", (request, response) -> {
            AsyncContext async = request.startAsync();
            async.start(() -> {
                write(response, Pages.article(request, "resource:premium") + "x".repeat(300_000));
                async.complete();
            });
        });
        pages.put("/async-listener.html", AsyncAnswers::whenPossible);
        pages.put("/events", AsyncAnswers::events);
    }

    /** Answers with what the event brings along. */
    private static final class WritesWhenLate implements AsyncListener {

        @Override
        public void onTimeout(AsyncEvent event) {
            AsyncContext async = event.getAsyncContext();
            write((HttpServletResponse) async.getResponse(), Pages.article(async.getRequest(), "resource:premium"));
            async.complete();
        }

        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }

    private static void whenPossible(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AsyncContext async = request.startAsync();
        response.setContentType("text/html;charset=UTF-8");
        ServletOutputStream out = response.getOutputStream();
        String html = Pages.article(request, "resource:premium");
        out.setWriteListener(new WriteListener() {
            @Override
            public void onWritePossible() throws IOException {
                out.write(PlainAnswers.bytes(html));
                async.complete();
            }

            @Override
            public void onError(Throwable failure) {
                async.complete();
            }
        });
    }

    private static void events(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/event-stream");
        for (int i = 1; i <= 3; i++) {
            NEXT_EVENT.acquireUninterruptibly();
            response.getOutputStream().print("data: " + i + "\n\n");
            response.flushBuffer();
        }
    }

    private static void write(HttpServletResponse response, String html) {
        try {
            response.setContentType("text/html;charset=UTF-8");
            response.getWriter().write(html);
            response.flushBuffer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
