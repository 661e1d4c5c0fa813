package dev.fermata.demo.process;

import dev.fermata.demo.DemoException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A running program, seen from the demo. Closing it asks it to end, and ends it if it does not. */
public final class Child implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
    private static final int TAIL_LINES = 40;

    private final String name;
    private final Process process;
    private final Path log;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts Java with these arguments.
     *
     * @param name what it is, for people: "The service"
     * @param directory where it works, and has its log
     */
    public static Child java(
            String name, List<String> arguments, Map<String, String> environment, Path directory, String logName)
            throws IOException {
        Path log = directory.resolve(logName);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // A demo wants to be there soon and to stay small.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
        builder.environment().keySet().removeIf(variable -> variable.startsWith("FERMATA_"));
        builder.environment().putAll(environment);
        return new Child(name, builder.start(), log);
    }

    /** Returns once it is up; if it ends instead, says so with the end of its log. Told of every look in between. */
    public void awaitUp(BooleanSupplier up, Runnable waiting) throws InterruptedException {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!up.getAsBoolean()) {
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw died();
            }
            if (System.nanoTime() > deadline) {
                throw new DemoException(
                        "%s was not up within %d s.%n%s".formatted(name, START_TIMEOUT.toSeconds(), tail()));
            }
            waiting.run();
        }
    }

    public long pid() {
        return process.pid();
    }

    /** Completed when the process has ended, for whatever reason. */
    public CompletableFuture<DemoException> ended() {
        return process.onExit().thenApply(ended -> died());
    }

    private DemoException died() {
        return new DemoException("%s has ended with status %d.%n%s".formatted(name, process.exitValue(), tail()));
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

    /** Asks it to end, without waiting for that. */
    public void leave() throws IOException {
        process.getOutputStream().close();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        leave();
        if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
