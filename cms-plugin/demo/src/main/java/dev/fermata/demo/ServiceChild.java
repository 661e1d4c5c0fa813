package dev.fermata.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The running service, seen from the demo. */
final class ServiceChild implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
    private static final int TAIL_LINES = 40;

    private final Process process;
    private final Path log;

    private ServiceChild(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts the service with these settings and none from the user's own environment. */
    static ServiceChild start(Map<String, String> settings, Path log) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java,
                // A demo wants to be there soon and to stay small.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx384m",
                "-cp",
                System.getProperty("java.class.path"),
                ServiceProcess.class.getName(),
                "server",
                "classpath:fermata.yml");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("FERMATA_"));
        builder.environment().putAll(settings);
        return new ServiceChild(builder.start(), log);
    }

    /** Returns once the service answers here; if it ends instead, says so with the end of its log. */
    void awaitUp(URI service) throws InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(1))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        HttpRequest up = HttpRequest.newBuilder(service.resolve("/up"))
                .timeout(Duration.ofSeconds(5))
                .build();
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!isUp(client, up)) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw died();
            }
            if (System.nanoTime() > deadline) {
                throw new DemoException("The service did not answer at %s within %d s.%n%s"
                        .formatted(up.uri(), START_TIMEOUT.toSeconds(), tail()));
            }
        }
    }

    private static boolean isUp(HttpClient client, HttpRequest up) throws InterruptedException {
        try {
            return client.send(up, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    long pid() {
        return process.pid();
    }

    /** Completed when the process has ended, for whatever reason. */
    CompletableFuture<DemoException> ended() {
        return process.onExit().thenApply(ended -> died());
    }

    private DemoException died() {
        return new DemoException("The service has ended with status %d.%n%s".formatted(process.exitValue(), tail()));
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            List<String> last = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
            return "The end of " + log + ":" + System.lineSeparator() + String.join(System.lineSeparator(), last);
        } catch (IOException e) {
            return "Its log " + log + " can't be read: " + e;
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
