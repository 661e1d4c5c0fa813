package dev.fermata.demo;

import dev.fermata.demo.process.Child;
import dev.fermata.demo.process.Leftover;
import dev.fermata.demo.process.Probe;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The demo's service, a process of its own. Tests stop it and start it again to see what a site does without it. */
public final class DemoService implements AutoCloseable {

    private final URI address;
    private final Map<String, String> settings;
    private final DemoDirectory directory;
    private final Consumer<DemoException> failure;
    private @Nullable Child process;

    /** A service that is not running yet; a failure is told of if it ends unasked. */
    DemoService(URI address, Map<String, String> settings, DemoDirectory directory, Consumer<DemoException> failure) {
        this.address = address;
        this.settings = Map.copyOf(settings);
        this.directory = directory;
        this.failure = failure;
    }

    /** Starts it with its settings and none from the user's own environment, and does not wait. */
    synchronized void launch() throws IOException {
        Child started = Child.java("The service", arguments(), settings, directory.root(), "service.log");
        Leftover.remember(directory.file("service.pid"), started.pid());
        process = started;
        var unused = started.ended().thenAccept(end -> endedUnasked(started, end));
    }

    private static List<String> arguments() {
        return List.of(
                "-Xmx384m",
                "-cp",
                System.getProperty("java.class.path"),
                ServiceProcess.class.getName(),
                "server",
                "classpath:fermata.yml");
    }

    private void endedUnasked(Child child, DemoException end) {
        if (child.equals(current())) {
            failure.accept(end);
        }
    }

    private synchronized @Nullable Child current() {
        return process;
    }

    /** Returns once it answers. */
    void awaitUp() throws InterruptedException {
        Child running = current();
        if (running != null) {
            Probe probe = new Probe();
            running.awaitUp(() -> probe.status(address.resolve("/up")) == 200, () -> {});
        }
    }

    /** Starts it again after {@link #stop}. */
    public void start() throws IOException, InterruptedException {
        launch();
        awaitUp();
    }

    /** Ends it while everything else goes on. */
    public void stop() throws IOException, InterruptedException {
        Child running = take();
        if (running != null) {
            running.close();
        }
    }

    private synchronized @Nullable Child take() {
        Child running = process;
        process = null;
        return running;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        stop();
    }
}
