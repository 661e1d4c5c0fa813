package dev.fermata.demo.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.fermata.demo.Demo;
import dev.fermata.demo.DemoCms;
import dev.fermata.demo.DemoOptions;
import dev.fermata.demo.DemoPort;
import dev.fermata.demo.Detour;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The demo and a browser, started by the first test that needs them and stopped after the last. Register it with
 * {@link RegisterExtension}; every {@link Reader} that it makes is closed after its test, and fails the test if its browser
 * complained.
 */
public final class World implements BeforeEachCallback, ParameterResolver, AfterEachCallback {

    /** For a busy machine; nothing waits longer than it has to. */
    static final double PATIENCE_MILLIS = 30_000;

    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(World.class);

    /** What is started once. */
    private record Started(Demo demo, Detour detour, Chromium chromium) implements AutoCloseable {

        static Started start(DemoCms kind) {
            try {
                PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
                // First, because a machine without Chromium should say so at once.
                Chromium chromium = Chromium.start();
                DemoOptions options = DemoOptions.forTests(kind, directory(kind));
                Detour detour = Detour.to(options.ports().address(DemoPort.SERVICE));
                return new Started(Demo.start(options.withDetour(detour.address()), System.out), detour, chromium);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("The demo does not start", e);
            }
        }

        @Override
        public void close() throws Exception {
            chromium.close();
            demo.close();
            detour.close();
        }
    }

    private final DemoCms kind;
    private final List<Reader> readers = new ArrayList<>();
    private Started started;

    private World(DemoCms kind) {
        this.kind = kind;
    }

    /** With the light site. */
    World() {
        this(DemoCms.STATIC);
    }

    /** With the magazine in the CMS. */
    static World ofTheCms() {
        return new World(DemoCms.SLING);
    }

    private static Path directory(DemoCms kind) {
        return Path.of("target", kind == DemoCms.SLING ? "cms-test" : "demo-test");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType().equals(Reader.class);
    }

    @Override
    public Reader resolveParameter(ParameterContext parameter, ExtensionContext test) {
        begin(test);
        return reader(new Browser.NewContextOptions());
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        begin(test);
    }

    private void begin(ExtensionContext test) {
        started = test.getRoot().getStore(HERE).getOrComputeIfAbsent(kind, Started::start, Started.class);
    }

    /** One more person with a browser of their own. */
    Reader reader(Browser.NewContextOptions options) {
        Reader reader = Reader.with(started.chromium().browser(), options, started.demo());
        readers.add(reader);
        return reader;
    }

    Reader reader() {
        return reader(new Browser.NewContextOptions());
    }

    Demo demo() {
        return started.demo();
    }

    /** Somebody with an account in the CMS. The host's own pages complain of scripts of its own, which is not our concern. */
    Editor editor() {
        return Editor.at(reader().whoMayComplain());
    }

    /** The way between the CMS and the service. */
    Detour detour() {
        return started.detour();
    }

    /** The CMS without a browser. */
    CmsHttp cms() {
        return new CmsHttp(started.demo().address(DemoPort.SITE));
    }

    /** The service, for who has its token. */
    ServiceApi api() {
        return ServiceApi.of(started.demo().address(DemoPort.SERVICE), directory(kind));
    }

    Sandbox sandbox() {
        return new Sandbox(started.demo().stripe());
    }

    Mails mails() {
        return new Mails(started.demo().address(DemoPort.MAIL));
    }

    @Override
    public void afterEach(ExtensionContext test) {
        boolean failed = test.getExecutionException().isPresent();
        List<Reader> leaving = new ArrayList<>(readers);
        readers.clear();
        for (Reader reader : leaving) {
            if (failed) {
                reader.photograph(Path.of("target", "failures", name(test)));
            }
            reader.close();
        }
        if (!failed) {
            leaving.forEach(Reader::expectNoComplaints);
        }
    }

    private static String name(ExtensionContext test) {
        return test.getRequiredTestClass().getSimpleName() + "."
                + test.getRequiredTestMethod().getName();
    }
}
