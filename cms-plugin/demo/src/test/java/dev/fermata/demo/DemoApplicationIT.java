package dev.fermata.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as its user runs it, and stops it. */
class DemoApplicationIT {

    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration STOP = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void killAll() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void aKilledDemoLeavesNothingRunningAndDoesNotHinderTheNext() throws Exception {
        DemoPorts ports = DemoPorts.free();
        Process first = start(ports, "first");
        awaitReady("first");

        Process second = start(DemoPorts.free(), "second");
        assertThat(second.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(output("second")).contains("A demo is running already").doesNotContain("starting");

        first.destroyForcibly().waitFor();
        start(ports, "third");
        awaitReady("third");

        Process third = started.get(started.size() - 1);
        third.destroy();
        assertThat(third.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)).isTrue();
        await().atMost(STOP).untilAsserted(ports::requireFree);
    }

    @Test
    void aTakenPortIsNamedBeforeAnythingStarts() throws Exception {
        DemoPorts ports = DemoPorts.free();
        try (ServerSocket taken = new ServerSocket(ports.number(DemoPort.STRIPE))) {
            Process demo = start(ports, "demo");

            assertThat(demo.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(demo.exitValue()).isEqualTo(1);
            assertThat(output("demo"))
                    .contains("Port %d is taken by another program. The demo needs it for the local Stripe; "
                            .formatted(taken.getLocalPort()))
                    .contains("-Dfermata.demo.port.stripe=<port>")
                    .doesNotContain("starting");
        }
    }

    private Process start(DemoPorts ports, String name) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dfermata.demo.cms=static",
                "-Dfermata.demo.directory=" + directory.resolve("state")));
        for (DemoPort port : DemoPort.values()) {
            command.add("-D" + port.property() + "=" + ports.number(port));
        }
        command.add(DemoApplication.class.getName());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log(name).toFile())
                .start();
        started.add(process);
        return process;
    }

    private void awaitReady(String name) {
        await("the demo is ready")
                .atMost(START)
                .until(() -> output(name).lines().anyMatch("Fermata demo is ready"::equals));
    }

    private String output(String name) throws IOException {
        return Files.readString(log(name));
    }

    private Path log(String name) {
        return directory.resolve(name + ".log");
    }
}
