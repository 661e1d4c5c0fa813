package dev.fermata.stripesandbox;

import java.util.concurrent.CountDownLatch;

/** Runs the sandbox until it is told to stop. */
public final class StripeSandboxApplication {

    private static final String USAGE = "usage: [--port <number>] [--account <name>] [--public-url <url>]"
            + " [--webhook-url <url> --webhook-secret <whsec_…>]";

    private StripeSandboxApplication() {}

    public static void main(String[] args) throws InterruptedException {
        // Without a logging library on the class path there is nothing to warn about.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        SandboxOptions options;
        try {
            options = options(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + System.lineSeparator() + USAGE);
            System.exit(2);
            return;
        }
        StripeSandbox sandbox;
        try {
            sandbox = StripeSandbox.start(options);
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage()
                    + (e.getCause() == null ? "" : ": " + e.getCause().getMessage()));
            System.exit(1);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
        System.out.println("Stripe sandbox at " + sandbox.url() + ", dashboard at " + sandbox.dashboard());
        new CountDownLatch(1).await();
    }

    static SandboxOptions options(String[] args) {
        SandboxOptions options = SandboxOptions.defaults().withPort(8092);
        String webhookUrl = "";
        String webhookSecret = "";
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                throw new IllegalArgumentException("No value for " + args[i]);
            }
            String value = args[i + 1];
            switch (args[i]) {
                case "--port" -> options = options.withPort(port(value));
                case "--account" -> options = options.withAccount("acct_" + value);
                case "--public-url" -> options = options.withPublicUrl(value);
                case "--webhook-url" -> webhookUrl = value;
                case "--webhook-secret" -> webhookSecret = value;
                default -> throw new IllegalArgumentException("Unknown option " + args[i]);
            }
        }
        if (webhookUrl.isEmpty() != webhookSecret.isEmpty()) {
            throw new IllegalArgumentException("--webhook-url and --webhook-secret come together");
        }
        return webhookUrl.isEmpty() ? options : options.withWebhook(webhookUrl, webhookSecret);
    }

    private static int port(String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Not a port: " + value, e);
        }
    }
}
