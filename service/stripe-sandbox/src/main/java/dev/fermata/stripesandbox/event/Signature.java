package dev.fermata.stripesandbox.event;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The {@code Stripe-Signature} header: {@code t=<seconds>,v1=<HMAC-SHA256 of "t.body">}. */
public final class Signature {

    private Signature() {}

    public static String header(long seconds, byte[] body, String secret) {
        return header(seconds, body, List.of(secret));
    }

    /** One signature for each secret, as while a secret is rolled. */
    static String header(long seconds, byte[] body, List<String> secrets) {
        StringBuilder header = new StringBuilder("t=").append(seconds);
        secrets.forEach(secret -> header.append(",v1=").append(hmac(seconds, body, secret)));
        return header.toString();
    }

    private static String hmac(long seconds, byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
