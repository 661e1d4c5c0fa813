package dev.fermata.demo;

import dev.fermata.demo.cms.Cms;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/** The command: starts a demo, says where it is, and runs until it is interrupted, or who started it is gone. */
public final class DemoApplication {

    private static final String STOP_WITH_PARENT = "--stop-with-parent";

    private static final AtomicBoolean STOPPING = new AtomicBoolean();

    private DemoApplication() {}

    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals(STOP_WITH_PARENT)) {
            stopWithParent();
        }
        try {
            run();
        } catch (DemoException e) {
            fail(String.valueOf(e.getMessage()));
        } catch (Exception e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            fail("The demo can't go on: " + trace);
        }
    }

    private static void run() throws Exception {
        Parts parts = new Parts();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(parts), "stop"));
        System.out.printf("%nFermata demo%n%n");
        Demo demo = Demo.start(DemoOptions.from(System.getProperties()), parts, new Progress(System.out));
        announce(demo);
        throw demo.failure().get();
    }

    private static void announce(Demo demo) {
        System.out.printf("%nFermata demo is ready%n%n");
        row("Site", demo.address(DemoPort.SITE), "start here");
        demo.cms().ifPresent(DemoApplication::announceEditor);
        row("Service", demo.address(DemoPort.SERVICE), "what the site's /_fermata/ leads to");
        row("Health, metrics", demo.address(DemoPort.ADMIN), "of the service");
        row("Local Stripe", demo.address(DemoPort.STRIPE) + "/_sandbox", "payments, refunds, webhook deliveries");
        row("Mailbox", demo.address(DemoPort.MAIL), "every e-mail the service sent");
        System.out.printf("%nReady after %s. Ctrl-C stops all of it.%n%n", demo.elapsed());
    }

    private static void announceEditor(Cms cms) {
        row(
                "For editors",
                cms.editor(),
                "Apache Sling CMS; as %s, password %s".formatted(Cms.EDITOR, Cms.EDITOR_PASSWORD));
        row("", "", "(or %s, password %s, who may do everything)".formatted(Cms.ADMIN, Cms.ADMIN_PASSWORD));
    }

    private static void row(String what, Object address, String remark) {
        System.out.printf(Locale.ROOT, "  %-16s %-32s %s%n", what, address, remark);
    }

    private static void stop(Parts parts) {
        STOPPING.set(true);
        try {
            parts.close();
            System.out.printf("%nThe demo has stopped.%n");
        } catch (Exception e) {
            System.err.println("Not everything stopped cleanly: " + e);
        }
    }

    /** Ctrl-C reaches the service, too: that it ends then is no news. */
    private static void fail(String message) {
        if (STOPPING.get()) {
            return;
        }
        System.err.printf("%n%s%n%n", message);
        System.exit(1);
    }

    private static void stopWithParent() {
        ProcessHandle.current().parent().ifPresent(parent -> {
            var unused = parent.onExit().thenRun(() -> System.exit(0));
        });
    }
}
