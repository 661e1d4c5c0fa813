package dev.fermata.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What the parts of a demo prove themselves with.
 *
 * @param apiToken makes the service believe the site
 * @param stripeKey the service's key at the local Stripe
 * @param webhookSecret signs what the local Stripe tells the service
 */
record DemoSecrets(String apiToken, String stripeKey, String webhookSecret) {

    static final String STRIPE_ACCOUNT = "acct_demo";

    private static final SecureRandom RANDOM = new SecureRandom();

    /** The API token of this demo's earlier runs if there is one, because the service remembers it; the rest is new. */
    static DemoSecrets keptIn(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.writeString(file, "fermata_" + random());
        }
        return new DemoSecrets(
                Files.readString(file), "sk_test_" + STRIPE_ACCOUNT.substring("acct_".length()), "whsec_" + random());
    }

    private static String random() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
