package dev.fermata.demo.cms;

import dev.fermata.demo.DemoException;
import dev.fermata.demo.process.Child;
import dev.fermata.demo.process.Leftover;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The demo's CMS. What editors wrote is there again after a restart, and when the plugin was built anew. */
public final class Cms implements AutoCloseable {

    /** Everything in the CMS may be done as this user. */
    public static final String ADMIN = "admin";

    public static final String ADMIN_PASSWORD = "admin";

    /** An editor who may write pages and nothing else. */
    public static final String EDITOR = "editor";

    public static final String EDITOR_PASSWORD = "editor";

    private static final int NEWEST_JAVA = 21;

    private final CmsSettings settings;
    private final Consumer<DemoException> failure;
    private @Nullable Child process;
    private @Nullable Boot boot;

    /** A CMS that is not running yet; a failure is told of if it ends unasked. */
    public Cms(CmsSettings settings, Consumer<DemoException> failure) {
        this.settings = settings;
        this.failure = failure;
    }

    /** Says in one line if this Java is none that the CMS runs on. */
    public static void requireJava() {
        if (Runtime.version().feature() > NEWEST_JAVA) {
            throw new DemoException(
                    "Apache Sling CMS 1.1.8 does not run on Java %d: use Java 17, or see the light site without a CMS by -Dfermata.demo.cms=static."
                            .formatted(Runtime.version().feature()));
        }
    }

    /** The site's home. */
    public URI address() {
        return settings.address();
    }

    /** Where editors work. */
    public URI editor() {
        return settings.address().resolve("/cms");
    }

    /** Unpacks the CMS unless that was done before. */
    public void unpack(Consumer<String> tell) throws IOException {
        if (!settings.files().areUnpacked()) {
            tell.accept("unpacking the CMS, once");
            settings.files().unpack();
        }
    }

    /** Starts it and does not wait. */
    public synchronized void launch() throws IOException {
        CmsFeature feature = new CmsFeature(settings);
        Path file = feature.write();
        new BundleCache(
                        settings.home().resolve("framework"),
                        settings.directory().resolve("cms-bundles"))
                .forgetChanged(feature.bundles(), settings.files().added());
        boot = Boot.of(settings, feature);
        Child started = Child.java("The CMS", arguments(file), Map.of(), settings.directory(), "cms.log");
        Leftover.remember(settings.directory().resolve("cms.pid"), started.pid());
        process = started;
        var unused = started.ended().thenAccept(end -> endedUnasked(started, end));
    }

    private List<String> arguments(Path feature) {
        CmsFiles files = settings.files();
        List<String> arguments = new ArrayList<>(List.of("-Xmx512m", "-Djava.awt.headless=true", "-cp"));
        arguments.add(files.jar() + File.pathSeparator + ours());
        arguments.add(CmsProcess.class.getName());
        arguments.addAll(List.of("-p", settings.home().toString()));
        arguments.addAll(List.of("-c", settings.directory().resolve("cms-cache").toString()));
        arguments.addAll(List.of("-D", "org.osgi.service.http.port=" + settings.port()));
        arguments.addAll(List.of("-D", "org.apache.felix.http.host=localhost"));
        arguments.addAll(List.of("-CC", CmsFeature.OVERRIDDEN + "=MERGE_LATEST"));
        arguments.addAll(
                List.of("-u", files.unpacked().toUri() + "," + files.added().toUri()));
        arguments.addAll(List.of("-f", files.feature() + "," + feature));
        return arguments;
    }

    /** Where our own classes are; none of our libraries is to meet those of the CMS. */
    private static Path ours() {
        try {
            return Path.of(CmsProcess.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void endedUnasked(Child child, DemoException end) {
        if (child.equals(current())) {
            failure.accept(end);
        }
    }

    private synchronized @Nullable Child current() {
        return process;
    }

    private synchronized @Nullable Boot boot() {
        return boot;
    }

    /** Returns once pages are there and everything in it runs, the plugin included; tells how far it is until then. */
    public void awaitUp(Consumer<String> tell) throws InterruptedException {
        Child running = current();
        Boot booting = boot();
        if (running != null && booting != null) {
            running.awaitUp(booting::isDone, () -> booting.news().ifPresent(tell));
        }
    }

    /** Starts it again after {@link #stop}. */
    public void start() throws IOException, InterruptedException {
        launch();
        awaitUp(news -> {});
    }

    /** Ends it, in order, while everything else goes on. */
    public void stop() throws IOException, InterruptedException {
        Child running = take();
        if (running != null) {
            running.close();
        }
    }

    public void restart() throws IOException, InterruptedException {
        stop();
        start();
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
