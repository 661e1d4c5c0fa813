package dev.fermata.service;

import dev.fermata.service.db.Database;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The whole service in this process: on free ports, on an embedded PostgreSQL in a temporary directory, with a clock that stands
 * still until it is moved. {@link #shared} is started once and used by every test that does not change how the service is
 * configured, so a test makes its own members, terms and sites and counts nothing that is not its own.
 */
public final class ServiceUnderTest implements AutoCloseable {

    /** The configured API token, with every scope. */
    public static final String API_TOKEN = "fmt_of-the-service-under-test-0123456789";

    /** Registered for the shared service, and the one that most tests speak for. */
    public static final String SITE = "https://site.example";

    private static final class Shared {
        static final ServiceUnderTest SERVICE = startShared();

        private static ServiceUnderTest startShared() {
            var service = start(Map.of());
            Runtime.getRuntime().addShutdownHook(new Thread(service::close));
            return service;
        }
    }

    private final MovableClock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final DropwizardTestSupport<FermataConfiguration> support;
    private final int port;
    private final int databasePort;

    private ServiceUnderTest(Map<String, String> settings, MovableClock clock) {
        this.clock = clock;
        this.port = freePort();
        this.databasePort = freePort();
        var all = new LinkedHashMap<>(Map.of(
                "publicUrl",
                "http://localhost:" + port,
                "apiToken",
                API_TOKEN,
                "rateLimits",
                "false",
                "database.dataDirectory",
                temporaryDirectory().toString(),
                "database.embeddedPort",
                Integer.toString(databasePort),
                "server.applicationConnectors[0].port",
                Integer.toString(port),
                "server.adminConnectors[0].port",
                "0",
                "server.shutdownGracePeriod",
                "5s"));
        all.putAll(settings);
        // Overrides are system properties: each instance has a prefix of its own, so that two can run side by side.
        String settingsOfThisOne = "fermata-" + port;
        ConfigOverride[] overrides = all.entrySet().stream()
                .map(setting -> ConfigOverride.config(settingsOfThisOne, setting.getKey(), setting.getValue()))
                .toArray(ConfigOverride[]::new);
        this.support =
                new DropwizardTestSupport<>(
                        FermataApplication.class, "classpath:fermata.yml", settingsOfThisOne, overrides) {
                    @Override
                    public FermataApplication newApplication() {
                        return new ProbedApplication(clock);
                    }
                };
    }

    /** The one that most tests share; started at the first call, stopped with the JVM. */
    public static ServiceUnderTest shared() {
        return Shared.SERVICE;
    }

    /** One of its own, with these settings, named as in {@code fermata.yml} ({@code stripe.apiKey}). */
    public static ServiceUnderTest start(Map<String, String> settings) {
        return start(settings, new MovableClock(Instant.parse("2026-03-01T12:00:00Z")));
    }

    /** One of its own, on a clock that it shares. */
    public static ServiceUnderTest start(Map<String, String> settings, MovableClock clock) {
        var service = new ServiceUnderTest(settings, clock);
        try {
            service.support.before();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        service.importCatalogue(
                """
                sites:
                  - slug: under-test
                    name: The site under test
                    origins: [%s]
                """
                        .formatted(SITE));
        return service;
    }

    /** Without a trailing slash. */
    public String url() {
        return "http://localhost:" + port;
    }

    public String adminUrl() {
        return "http://localhost:" + support.getAdminPort();
    }

    public MovableClock clock() {
        return clock;
    }

    /** A browser that nobody used yet, on the site. */
    public Browser browser() {
        return new Browser(this);
    }

    /** Where its embedded database can be reached while it runs. */
    public String databaseUrl() {
        return "jdbc:postgresql://localhost:" + databasePort + "/postgres?user=postgres";
    }

    /** The same database, past the service and its caches. */
    public Jdbi database() {
        var dataSource = new PGSimpleDataSource();
        dataSource.setUrl(databaseUrl());
        return Database.jdbi(dataSource);
    }

    /** Imports as an operator does; the service sees it at once. */
    public Answer importCatalogue(String yaml) {
        Answer answer = send(request("api/v1/catalogue", "Authorization", "Bearer " + API_TOKEN)
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
            if (request.uri().toString().startsWith(url() + "/")) {
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
        URI url = URI.create(url() + "/").resolve(path);
        var request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(30));
        return headers.length == 0 ? request : request.headers(headers);
    }

    @Override
    public void close() {
        support.after();
    }

    /** The application and the probe that shows what an endpoint gets to see. */
    private static final class ProbedApplication extends FermataApplication {
        ProbedApplication(MovableClock clock) {
            super(clock);
        }

        @Override
        public void run(FermataConfiguration configuration, Environment environment) {
            super.run(configuration, environment);
            environment.jersey().register(new ProbeEndpoint());
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporaryDirectory() {
        try {
            Path target = Files.createDirectories(Path.of("target", "under-test"));
            return Files.createTempDirectory(target, "service");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
