package dev.fermata.service;

import dev.fermata.service.db.Database;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
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
    private final Client client;
    private final DropwizardTestSupport<FermataConfiguration> support;
    private final int port;
    private final int databasePort;

    private ServiceUnderTest(Map<String, String> settings, MovableClock clock) {
        this.clock = clock;
        this.port = freePort();
        this.client = new Client("http://localhost:" + port);
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
        return client.url();
    }

    public String adminUrl() {
        return "http://localhost:" + support.getAdminPort();
    }

    public MovableClock clock() {
        return clock;
    }

    /** A browser that nobody used yet, on the site. */
    public Browser browser() {
        return new Browser(client);
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
        return client.importCatalogue(yaml);
    }

    /** Headers in pairs: name, value, name, value. */
    public Answer get(String path, String... headers) {
        return client.get(path, headers);
    }

    public Answer post(String path, String json, String... headers) {
        return client.post(path, json, headers);
    }

    public Answer postForm(String path, String form, String... headers) {
        return client.postForm(path, form, headers);
    }

    public Answer put(String path, String json, String... headers) {
        return client.put(path, json, headers);
    }

    public Answer delete(String path, String... headers) {
        return client.delete(path, headers);
    }

    /** Redirects are not followed. What is exchanged with the service must be as {@code docs/api/openapi.yaml} says. */
    public Answer send(HttpRequest.Builder builder) {
        return client.send(builder);
    }

    /** A request to the service, or to an absolute URL. */
    public HttpRequest.Builder request(String path, String... headers) {
        return client.request(path, headers);
    }

    Client client() {
        return client;
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

    public static int freePort() {
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
