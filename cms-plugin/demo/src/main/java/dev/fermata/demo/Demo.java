package dev.fermata.demo;

import dev.fermata.demo.cms.Cms;
import dev.fermata.demo.cms.CmsSettings;
import dev.fermata.demo.mailbox.Mailbox;
import dev.fermata.demo.process.Leftover;
import dev.fermata.demo.site.Site;
import dev.fermata.demo.site.SiteSettings;
import dev.fermata.stripesandbox.SandboxOptions;
import dev.fermata.stripesandbox.StripeSandbox;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A running demo. Closing it stops every part, the last started first, and leaves the state for the next one. */
public final class Demo implements AutoCloseable {

    private static final String DATA = "data";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Long enough to see the page that waits, short enough to wait for it. */
    private static final Duration DEBIT_DELAY = Duration.ofSeconds(20);

    private final DemoPorts ports;
    private final Parts parts;
    private final Progress progress;
    private final CompletableFuture<DemoException> failure = new CompletableFuture<>();
    private @Nullable StripeSandbox stripe;
    private @Nullable DemoService service;
    private @Nullable Cms cms;

    private Demo(DemoOptions options, Parts parts, Progress progress) {
        this.ports = options.ports();
        this.parts = parts;
        this.progress = progress;
    }

    /** Starts everything, telling {@code out} about it; if a part does not start, stops the others and throws. */
    public static Demo start(DemoOptions options, PrintStream out) throws Exception {
        return start(options, new Parts(), new Progress(out));
    }

    static Demo start(DemoOptions options, Parts parts, Progress progress) throws Exception {
        Demo demo = new Demo(options, parts, progress);
        try {
            demo.startAll(options);
            return demo;
        } catch (Exception e) {
            parts.close();
            throw e;
        }
    }

    private void startAll(DemoOptions options) throws Exception {
        if (options.cms() == DemoCms.SLING) {
            Cms.requireJava();
        }
        DemoDirectory directory = parts.add(DemoDirectory.hold(options.directory()));
        Leftover.await(directory.file("service.pid"));
        Leftover.await(directory.file("cms.pid"));
        ports.requireFree();
        rememberOrForget(options, directory);
        DemoSecrets secrets = DemoSecrets.keptIn(directory.file("api-token"));

        stripe = progress.step("the local Stripe", () -> parts.add(StripeSandbox.start(stripeOptions(secrets))));
        Mailbox mailbox = progress.step("the mailbox", () -> parts.add(Mailbox.start(ports.number(DemoPort.MAIL))));
        DemoService beside = parts.add(service(directory, secrets, mailbox.smtpPort()));
        service = beside;
        beside.launch();
        if (options.cms() == DemoCms.SLING) {
            startWithCms(beside, parts.add(new Cms(cmsSettings(options, directory, secrets), failure::complete)));
        } else {
            progress.step("the service", () -> beside.awaitUp());
            progress.step("the site", () -> parts.add(Site.start(siteSettings(secrets))));
        }
    }

    private void rememberOrForget(DemoOptions options, DemoDirectory directory) throws IOException {
        if (options.fresh()) {
            progress.say("  forgetting the state in " + options.directory());
            directory.clear();
        } else if (Files.exists(directory.file(DATA))) {
            progress.say(
                    "  keeping members and purchases of earlier runs; the local Stripe and the mailbox start empty");
            progress.say("  (-Dfermata.demo.fresh=true forgets everything)");
        }
    }

    /** The two boot side by side, because the CMS takes its time. */
    private void startWithCms(DemoService service, Cms cms) throws Exception {
        this.cms = cms;
        progress.step("the service and Apache Sling CMS", () -> {
            cms.unpack(this::tell);
            cms.launch();
            service.awaitUp();
            tell("the service answers");
            cms.awaitUp(this::tell);
        });
    }

    private void tell(String news) {
        progress.say("    " + news);
    }

    private SandboxOptions stripeOptions(DemoSecrets secrets) {
        return SandboxOptions.defaults()
                .withPort(ports.number(DemoPort.STRIPE))
                .withAccount(DemoSecrets.STRIPE_ACCOUNT)
                .withDelay(DEBIT_DELAY)
                .withWebhook(address(DemoPort.SERVICE) + "/api/webhooks/stripe", secrets.webhookSecret());
    }

    private DemoService service(DemoDirectory directory, DemoSecrets secrets, int smtpPort) throws IOException {
        Path catalogue = directory.file("catalogue.yml");
        ServiceSettings.writeCatalogue(ports, catalogue);
        Map<String, String> environment =
                ServiceSettings.environment(ports, secrets, smtpPort, directory.file(DATA), catalogue);
        return new DemoService(address(DemoPort.SERVICE), environment, directory, failure::complete);
    }

    private CmsSettings cmsSettings(DemoOptions options, DemoDirectory directory, DemoSecrets secrets) {
        String site = address(DemoPort.SITE).toString();
        return new CmsSettings(
                ports.number(DemoPort.SITE),
                options.detour().orElse(address(DemoPort.SERVICE)),
                secrets.apiToken(),
                List.of(site, site.replace("localhost", "127.0.0.1")),
                options.files(),
                directory.root());
    }

    private SiteSettings siteSettings(DemoSecrets secrets) {
        return new SiteSettings(
                ports.number(DemoPort.SITE),
                address(DemoPort.SERVICE),
                address(DemoPort.STRIPE),
                address(DemoPort.MAIL),
                secrets.apiToken(),
                PATIENCE);
    }

    public URI address(DemoPort port) {
        return ports.address(port);
    }

    /** The local Stripe, where tests play the merchant and the bank. */
    public StripeSandbox stripe() {
        return Objects.requireNonNull(stripe);
    }

    /** The service, which tests stop and start. */
    public DemoService service() {
        return Objects.requireNonNull(service);
    }

    /** The CMS, if the demo has one. */
    public Optional<Cms> cms() {
        return Optional.ofNullable(cms);
    }

    /** Completed when a part ends that should not, with what is known about it. */
    public CompletableFuture<DemoException> failure() {
        return failure;
    }

    String elapsed() {
        return progress.elapsed();
    }

    @Override
    public void close() throws Exception {
        parts.close();
    }
}
