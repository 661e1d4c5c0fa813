package dev.fermata.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Java process of its own; stopped when closed, and when the bench ends. */
final class Child implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path log;
    private final Duration ready;

    private Child(Process process, Path log, Duration ready) {
        this.process = process;
        this.log = log;
        this.ready = ready;
    }

    /** Returns once this address answers. */
    static Child start(
            String name, Path directory, List<String> jvm, List<String> command, Map<String, String> settings, URI up) {
        List<String> line = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        line.addAll(jvm);
        line.addAll(List.of("-classpath", System.getProperty("java.class.path")));
        line.addAll(command);
        Path log = directory.resolve(name + ".log");
        var builder = new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(settings);
        try {
            Files.createDirectories(directory);
            long start = System.nanoTime();
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            await(process, up, log);
            return new Child(process, log, Duration.ofNanos(System.nanoTime() - start));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How long the start took. */
    Duration ready() {
        return ready;
    }

    long pid() {
        return process.pid();
    }

    Path log() {
        return log;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(Process process, URI up, Path log) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!answers(up)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("It does not start; see " + log);
            }
        }
    }

    private static boolean answers(URI up) {
        try {
            TimeUnit.MILLISECONDS.sleep(10);
            var connection = (HttpURLConnection) up.toURL().openConnection();
            connection.setReadTimeout(2000);
            return connection.getResponseCode() < 400;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
