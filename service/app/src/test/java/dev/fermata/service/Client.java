package dev.fermata.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;

/** Speaks HTTP with one instance of the service, wherever it runs. */
public final class Client {

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String url;

    /** @param url without a trailing slash */
    public Client(String url) {
        this.url = url;
    }

    public String url() {
        return url;
    }

    /** A browser that nobody used yet, on the site. */
    public Browser browser() {
        return new Browser(this);
    }

    /** Imports as an operator does; the service sees it at once. */
    public Answer importCatalogue(String yaml) {
        Answer answer = send(request("api/v1/catalogue", "Authorization", "Bearer " + ServiceUnderTest.API_TOKEN)
                .header("Content-Type", "application/yaml")
                .PUT(BodyPublishers.ofString(yaml)));
        if (answer.status() != 200) {
            throw new AssertionError("The import answers " + answer.status() + ": " + answer.body());
        }
        return answer;
    }

    /** Headers in pairs: name, value, name, value. */
    public Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    public Answer post(String path, String json, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    public Answer postForm(String path, String form, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    public Answer put(String path, String json, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json)));
    }

    public Answer delete(String path, String... headers) {
        return send(request(path, headers).DELETE());
    }

    /** Redirects are not followed. What is exchanged with the service must be as {@code docs/api/openapi.yaml} says. */
    public Answer send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            Answer answer = Answer.of(http.send(request, BodyHandlers.ofString()));
            if (request.uri().toString().startsWith(url + "/")) {
                ApiContract.check(request, body(request), answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String body(HttpRequest request) {
        var text = BodySubscribers.ofString(StandardCharsets.UTF_8);
        request.bodyPublisher().ifPresentOrElse(body -> body.subscribe(new BufferByBuffer(text)), text::onComplete);
        return text.getBody().toCompletableFuture().join();
    }

    private record BufferByBuffer(BodySubscriber<String> text) implements Flow.Subscriber<ByteBuffer> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            text.onSubscribe(subscription);
        }

        @Override
        public void onNext(ByteBuffer buffer) {
            text.onNext(List.of(buffer));
        }

        @Override
        public void onError(Throwable error) {
            text.onError(error);
        }

        @Override
        public void onComplete() {
            text.onComplete();
        }
    }

    /** A request to the service, or to an absolute URL. */
    public HttpRequest.Builder request(String path, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create(url + "/").resolve(path)).timeout(Duration.ofSeconds(30));
        return headers.length == 0 ? request : request.headers(headers);
    }
}
