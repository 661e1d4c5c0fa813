package dev.fermata.gate.fake;

import dev.fermata.gate.Gate;
import dev.fermata.gate.GateDecision;
import dev.fermata.gate.GateRequest;
import dev.fermata.gate.GateSettings;
import dev.fermata.gate.GatedContent;
import dev.fermata.gate.Gates;
import dev.fermata.gate.MeterPolicy;
import dev.fermata.gate.Requirement;
import dev.fermata.gate.Visit;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A gate in front of a site, with a service and a clock of its own for each test. */
public final class GateExtension implements BeforeEachCallback, AfterEachCallback {

    public static final String TOKEN = "fmt_server-token-of-the-test";
    public static final MeterPolicy METER = MeterPolicy.parse("3/2/P1M").orElseThrow();
    public static final Requirement PREMIUM = Requirement.anyOf(Set.of("premium"));

    public final MovableClock clock = new MovableClock("2026-03-15T12:00:00Z");
    public FakeService service;
    public Gate gate;
    private Path directory;
    private Duration patience = Duration.ofSeconds(10);

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        service = new FakeService();
        directory = Files.createTempDirectory("gate");
        restart();
        awaitKnowledge();
    }

    /** A new gate, as after a restart of the site's server; what is on disk stays. */
    public void restart() {
        if (gate != null) {
            gate.close();
        }
        gate = Gates.open(
                new GateSettings(
                        service.address(),
                        TOKEN,
                        List.of(URI.create(TokenFixture.ORIGIN), URI.create("http://localhost:8080")),
                        directory,
                        patience,
                        METER),
                clock);
    }

    /** How long a page waits from now on; usually long, so that what has to arrive does. */
    public void restartWithPatience(Duration time) {
        patience = time;
        restart();
    }

    public void awaitKnowledge() {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .until(() -> gate.catalogue().status().reachable() && Files.exists(file("keys.json")));
    }

    public Path file(String name) {
        return directory.resolve(name);
    }

    public TokenFixture aToken() {
        return TokenFixture.aToken(clock.instant());
    }

    /** A request with these cookies, {@code name=value}. */
    public static GateRequest request(String... cookies) {
        return requestOn(TokenFixture.ORIGIN, cookies);
    }

    public static GateRequest requestOn(String origin, String... cookies) {
        Map<String, String> byName = new HashMap<>();
        for (String cookie : cookies) {
            byName.put(cookie.split("=", 2)[0], cookie.split("=", 2)[1]);
        }
        return new GateRequest(URI.create(origin), "/article", byName, Map.of(), "192.0.2.7");
    }

    public static String session(String handle) {
        return "__Host-allegro_session=" + handle;
    }

    public static String jwt(String token) {
        return "allegro_jwt=" + token;
    }

    public Visit visit(String... cookies) {
        return gate.visit(request(cookies));
    }

    /** Whether premium content is open to who has these cookies. */
    public GateDecision premium(String... cookies) {
        return gate.decide(request(cookies), new GatedContent("article", PREMIUM));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        gate.close();
        service.close();
        Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .ignoreExceptionsInstanceOf(DirectoryNotEmptyException.class)
                .until(this::isGone);
    }

    /** Deletes the directory, unless a thread of the closed gate has just written to it once more. */
    private boolean isGone() throws IOException {
        if (Files.notExists(directory)) {
            return true;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }
        });
        Files.deleteIfExists(directory);
        return true;
    }
}
