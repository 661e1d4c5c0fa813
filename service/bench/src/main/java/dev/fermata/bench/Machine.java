package dev.fermata.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everything that runs beside the load: PostgreSQL, the local Stripe, a mail server that takes all, and the service. */
final class Machine implements AutoCloseable {

    static final String STRIPE_KEY = "sk_test_sandbox";
    static final String WEBHOOK_SECRET = "whsec_bench";
    static final byte[] MASTER_KEY = new byte[32];

    private final Options options;
    private final EmbeddedPostgres postgres;
    private final MailSink mail = new MailSink();
    private final int stripePort = freePort();
    private final int servicePort = freePort();
    private final Child stripe;
    private Child service;

    Machine(Options options) {
        this.options = options;
        this.postgres = postgres(options.directory().resolve("postgres"));
        this.stripe = Child.start(
                "stripe",
                options.directory(),
                List.of("-Xmx2g"),
                List.of("dev.fermata.stripesandbox.StripeSandboxApplication", "--port", Integer.toString(stripePort)),
                Map.of(),
                URI.create("http://localhost:" + stripePort + "/_sandbox"));
        this.service = startService();
    }

    int servicePort() {
        return servicePort;
    }

    int stripePort() {
        return stripePort;
    }

    Child service() {
        return service;
    }

    Child stripe() {
        return stripe;
    }

    /** The server's first process, the parent of the others. */
    long databasePid() {
        try (var lines = Files.lines(options.directory().resolve("postgres").resolve("postmaster.pid"))) {
            return Long.parseLong(lines.findFirst().orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String databaseUrl() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    /** Stops the service and starts it again on the same database. */
    Duration restartService() {
        service.close();
        service = startService();
        return service.ready();
    }

    /** How long a service takes whose database is an embedded one that was there before. */
    Duration readyWithEmbeddedDatabase() {
        Map<String, String> settings = settings();
        settings.remove("FERMATA_DATABASE_URL");
        settings.put(
                "FERMATA_DATA_DIRECTORY",
                options.directory().resolve("embedded").toString());
        int port = freePort();
        settings.put("FERMATA_PORT", Integer.toString(port));
        settings.put("FERMATA_PUBLIC_URL", "http://localhost:" + port);
        try (Child child = startService("embedded", settings, port)) {
            return child.ready();
        }
    }

    @Override
    public void close() {
        service.close();
        stripe.close();
        mail.close();
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Child startService() {
        return startService("service", settings(), servicePort);
    }

    private Child startService(String name, Map<String, String> settings, int port) {
        return Child.start(
                name,
                options.directory(),
                options.jvm(),
                List.of("dev.fermata.bench.BenchService"),
                settings,
                URI.create("http://localhost:" + port + "/up"));
    }

    private Map<String, String> settings() {
        return new HashMap<>(Map.ofEntries(
                Map.entry("FERMATA_PORT", Integer.toString(servicePort)),
                Map.entry("FERMATA_ADMIN_PORT", "0"),
                Map.entry("FERMATA_PUBLIC_URL", "http://localhost:" + servicePort),
                Map.entry("FERMATA_DATABASE_URL", databaseUrl()),
                Map.entry("FERMATA_DATABASE_USER", "postgres"),
                Map.entry("FERMATA_MASTER_KEY", Base64.getEncoder().encodeToString(MASTER_KEY)),
                Map.entry("FERMATA_CATALOGUE_FILE", catalogue().toString()),
                // The load comes as if through a web server, from many readers' addresses: limits are counted as in
                // real life.
                Map.entry("FERMATA_TRUSTED_PROXIES", "127.0.0.1"),
                Map.entry("FERMATA_STRIPE_API_KEY", STRIPE_KEY),
                Map.entry("FERMATA_STRIPE_API_BASE", "http://localhost:" + stripePort),
                Map.entry("FERMATA_STRIPE_WEBHOOK_SECRET", WEBHOOK_SECRET),
                Map.entry("FERMATA_SMTP_HOST", "localhost"),
                Map.entry("FERMATA_SMTP_PORT", Integer.toString(mail.port()))));
    }

    private Path catalogue() {
        Path file = options.directory().resolve("catalogue.yml");
        try (InputStream in = Machine.class.getResourceAsStream("/bench-catalogue.yml")) {
            Files.copy(java.util.Objects.requireNonNull(in), file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As PostgreSQL is when it is installed: what it says is committed is on the disk. */
    private static EmbeddedPostgres postgres(Path data) {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(true)
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "100")
                    .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                    .setPGStartupWait(Duration.ofSeconds(30))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
