package dev.fermata.demo.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Remembers a process of the demo, so that a demo that was killed does not stand in the way of the next one. */
public record Leftover(long pid, Instant startedAt) {

    private static final long PATIENCE_SECONDS = 20;

    public static void remember(Path file, long pid) throws IOException {
        Optional<Instant> startedAt =
                ProcessHandle.of(pid).flatMap(process -> process.info().startInstant());
        Files.write(
                file,
                List.of(Long.toString(pid), startedAt.orElse(Instant.EPOCH).toString()));
    }

    /** Waits for a process that is still on its way out, and ends it if that takes too long. */
    public static void await(Path file) throws IOException, InterruptedException {
        if (!Files.exists(file)) {
            return;
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.size() == 2) {
            new Leftover(Long.parseLong(lines.get(0)), Instant.parse(lines.get(1))).await();
        }
        Files.delete(file);
    }

    private void await() throws InterruptedException {
        // A process that started at another time only has the same number.
        Optional<ProcessHandle> process = ProcessHandle.of(pid)
                .filter(running -> running.info().startInstant().equals(Optional.of(startedAt)));
        if (process.isEmpty()) {
            return;
        }
        try {
            process.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.get().destroyForcibly();
        }
    }
}
