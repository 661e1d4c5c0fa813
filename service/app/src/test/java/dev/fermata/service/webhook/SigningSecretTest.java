package dev.fermata.service.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SigningSecretTest {

    private static final String BODY = "{\"test\": 2432232314}";
    private static final Instant SENT = Instant.ofEpochSecond(1614265330);
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";

    /** Of the standard's own libraries. */
    private final SigningSecret secret = new SigningSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    private final String signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    @Test
    void signsAsTheStandardsLibrariesDo() {
        assertThat(secret.sign(ID, SENT, BODY)).isEqualTo(signature);
    }

    @Test
    void isVerifiedAsTheGuideSays() throws Exception {
        assertThat(isGenuine(ID, "v1,AAAA " + signature, BODY, SENT)).isTrue();
        assertThat(isGenuine("msg_other", signature, BODY, SENT)).isFalse();
        assertThat(isGenuine(ID, signature, BODY + " ", SENT)).isFalse();
        assertThat(isGenuine(ID, signature, BODY, SENT.plusSeconds(301))).isFalse();
    }

    @Test
    void isInTheGuideAsItRunsHere() throws Exception {
        String source = Files.readString(Path.of("src/test/java/dev/fermata/service/webhook/WebhookVerification.java"));
        String snippet = source.substring(
                        source.indexOf("begins here.") + "begins here.".length(), source.indexOf("// The guide ends"))
                .lines()
                .map(line -> line.startsWith("    ") ? line.substring(4) : line)
                .collect(Collectors.joining("\n"))
                .strip();

        assertThat(Files.readString(Path.of("../../docs/guide/8-webhooks.md"))).contains(snippet);
    }

    @Test
    void isAsLongAsTheStandardAsksAndIsNeverPrinted() {
        SigningSecret random = SigningSecret.random();

        assertThat(Base64.getDecoder().decode(random.value().substring("whsec_".length())))
                .hasSizeBetween(24, 64);
        assertThat(random.toString()).isEqualTo("whsec_…");
        assertThat(SigningSecret.random().value()).isNotEqualTo(random.value());
    }

    private boolean isGenuine(String id, String signatures, String body, Instant now) throws Exception {
        String timestamp = Long.toString(SENT.getEpochSecond());
        return WebhookVerification.isGenuine(secret.value(), id, timestamp, signatures, body, now);
    }
}
