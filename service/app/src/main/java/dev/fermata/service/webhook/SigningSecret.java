package dev.fermata.service.webhook;

import dev.fermata.service.db.MasterKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What an endpoint's messages are signed with, as
 * <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard Webhooks</a> has it:
 * {@code whsec_} and 24 to 64 random bytes in base64.
 */
record SigningSecret(String value) {

    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    static SigningSecret random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new SigningSecret(PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    /** Empty if the master key is another one by now. */
    static Optional<SigningSecret> decrypted(String encrypted, MasterKey masterKey) {
        return masterKey.decrypt(encrypted).map(SigningSecret::new);
    }

    /** One signature, with its version. */
    String sign(String messageId, Instant timestamp, String body) {
        String signed = messageId + "." + timestamp.getEpochSecond() + "." + body;
        try {
            var hmac = Mac.getInstance("HmacSHA256");
            byte[] key = Base64.getDecoder().decode(value.substring(PREFIX.length()));
            hmac.init(new SecretKeySpec(key, "HmacSHA256"));
            return "v1," + Base64.getEncoder().encodeToString(hmac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
