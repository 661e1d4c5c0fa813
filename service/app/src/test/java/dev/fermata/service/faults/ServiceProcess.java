package dev.fermata.service.faults;

import static org.awaitility.Awaitility.await;

import dev.fermata.service.Client;
import dev.fermata.service.FermataApplication;
import dev.fermata.service.ServiceUnderTest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The service as it ships, in a process of its own, which can be killed as a machine kills it. Its clock is the machine's, and ahead
 * of it by so much. It ends with the process that started it, whatever ends that one.
 */
final class ServiceProcess implements AutoCloseable {

    /** It may have to start on a machine that others keep busy. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Map<String, String> settings = new LinkedHashMap<>();
    private final int port = ServiceUnderTest.freePort();
    private final int adminPort = ServiceUnderTest.freePort();
    private final Path log;
    private final Client client = new Client("http://localhost:" + port);
    private volatile Process process;

    private ServiceProcess(Map<String, String> settings, Duration ahead) throws IOException {
        this.settings.putAll(Map.of(
                "publicUrl",
                client.url(),
                "apiToken",
                ServiceUnderTest.API_TOKEN,
                "masterKey",
                "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                "rateLimits",
                "false",
                "database.user",
                "postgres",
                "server.applicationConnectors[0].port",
                Integer.toString(port),
                "server.adminConnectors[0].port",
                Integer.toString(adminPort)));
        this.settings.putAll(settings);
        this.log = Files.createTempFile(Files.createDirectories(Path.of("target", "under-test")), "service", ".log");
        this.process = launch(ahead);
    }

    /** Ready when this returns. Settings are named as in {@code fermata.yml}. */
    static ServiceProcess start(Map<String, String> settings, Duration ahead) {
        try {
            var service = new ServiceProcess(settings, ahead);
            service.awaitReady();
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the killed one again, at the same address. */
    void restart(Duration ahead) {
        try {
            process = launch(ahead);
            awaitReady();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL: nothing is finished, nothing is said to anybody. Returns once it is gone. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /**
     * Has every later start in this JVM take half the time: it ends in order, notes which classes it had loaded, and starts again.
     * Does nothing if that is noted already.
     */
    void noteClasses(Duration ahead) {
        if (!Files.exists(ClassPath.packed().archive())) {
            stop();
            restart(ahead);
        }
    }

    private void stop() {
        try (OutputStream out = process.getOutputStream()) {
            out.write('\n');
            out.flush();
            process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it is gone, or goes at this moment: its connections end before it does. */
    boolean endsSoon() {
        try {
            process.onExit().get(2, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    Client client() {
        return client;
    }

    String adminUrl() {
        return "http://localhost:" + adminPort;
    }

    /** Everything that it logged, over all its lives. */
    List<String> log() {
        try {
            return Files.readAllLines(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch(Duration ahead) throws IOException {
        ClassPath classPath = ClassPath.packed();
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                Files.exists(classPath.archive())
                        ? "-XX:SharedArchiveFile=" + classPath.archive()
                        : "-XX:ArchiveClassesAtExit=" + classPath.archive(),
                "-cp",
                classPath.jars()));
        settings.forEach((name, value) -> command.add("-Ddw." + name + "=" + value));
        command.add(Main.class.getName());
        command.add(ahead.toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private void awaitReady() {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest up =
                HttpRequest.newBuilder(URI.create(client.url() + "/up")).build();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("The service does not start:\n" + String.join("\n", log()));
            }
            return answers(http, up);
        });
    }

    private static boolean answers(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        kill();
    }

    /** What runs in the process. */
    static final class Main {

        private Main() {}

        public static void main(String[] args) throws Exception {
            dieWithParent();
            Duration ahead = Duration.parse(
                    Optional.of(args).filter(given -> given.length == 1).orElseThrow()[0]);
            new FermataApplication(InstantSource.offset(InstantSource.system(), ahead))
                    .run("server", "classpath:fermata.yml");
        }

        /** The parent holds the other end of the standard input, and lets go of it however it ends. What it says is: stop. */
        private static void dieWithParent() {
            var watch = new Thread(
                    () -> {
                        try {
                            if (System.in.read() >= 0) {
                                System.exit(0);
                            }
                        } catch (IOException e) {
                            // The parent is gone.
                        }
                        Runtime.getRuntime().halt(1);
                    },
                    "dies-with-parent");
            watch.setDaemon(true);
            watch.start();
        }
    }
}
