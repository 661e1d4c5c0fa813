package dev.fermata.stripesandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.event.Events;
import dev.fermata.stripesandbox.event.RetrySchedule;
import dev.fermata.stripesandbox.event.WebhookSender.SignatureTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a sandbox starts. {@link #defaults()} suits tests; each {@code with…} gives changed options.
 *
 * @param port 0 for any free one
 * @param publicUrl what {@code session.url} begins with; null for {@code http://localhost:<port>}
 * @param account the account that {@link StripeSandbox} and the webhooks below belong to
 * @param webhooks endpoints that are there from the start
 * @param clock what the sandbox's clock runs on
 * @param delay how long delayed debits and slow refunds take on the sandbox's clock; empty to decide each by hand
 * @param retries when failed webhook deliveries are tried again
 * @param signatureTime what the time in webhook signatures is taken from
 * @param emitted sees every JSON body the API answers with and every event, before it leaves
 */
public record SandboxOptions(
        int port,
        @Nullable String publicUrl,
        String account,
        List<Webhook> webhooks,
        InstantSource clock,
        Optional<Duration> delay,
        RetrySchedule retries,
        SignatureTime signatureTime,
        Consumer<ObjectNode> emitted) {

    /** An endpoint with a known secret that hears of these event types ({@code *} for all). */
    public record Webhook(String url, String secret, List<String> types, @Nullable String apiVersion) {}

    public static SandboxOptions defaults() {
        return new SandboxOptions(
                0,
                null,
                "acct_sandbox",
                List.of(),
                InstantSource.system(),
                Optional.of(Duration.ofSeconds(5)),
                RetrySchedule.STANDARD,
                SignatureTime.WALL,
                Events.NOBODY);
    }

    public SandboxOptions withPort(int newPort) {
        return new SandboxOptions(newPort, publicUrl, account, webhooks, clock, delay, retries, signatureTime, emitted);
    }

    public SandboxOptions withPublicUrl(String url) {
        return new SandboxOptions(port, url, account, webhooks, clock, delay, retries, signatureTime, emitted);
    }

    public SandboxOptions withAccount(String id) {
        return new SandboxOptions(port, publicUrl, id, webhooks, clock, delay, retries, signatureTime, emitted);
    }

    /** All events to this address, signed with this secret. */
    public SandboxOptions withWebhook(String url, String secret) {
        return withWebhook(new Webhook(url, secret, List.of("*"), null));
    }

    public SandboxOptions withWebhook(Webhook webhook) {
        List<Webhook> more = new ArrayList<>(webhooks);
        more.add(webhook);
        return new SandboxOptions(
                port, publicUrl, account, List.copyOf(more), clock, delay, retries, signatureTime, emitted);
    }

    public SandboxOptions withClock(InstantSource base) {
        return new SandboxOptions(port, publicUrl, account, webhooks, base, delay, retries, signatureTime, emitted);
    }

    public SandboxOptions withDelay(Duration wait) {
        return new SandboxOptions(
                port, publicUrl, account, webhooks, clock, Optional.of(wait), retries, signatureTime, emitted);
    }

    /** Delayed debits and slow refunds wait until somebody decides them. */
    public SandboxOptions withManualDelays() {
        return new SandboxOptions(
                port, publicUrl, account, webhooks, clock, Optional.empty(), retries, signatureTime, emitted);
    }

    public SandboxOptions withRetries(RetrySchedule schedule) {
        return new SandboxOptions(port, publicUrl, account, webhooks, clock, delay, schedule, signatureTime, emitted);
    }

    public SandboxOptions withSignatureTime(SignatureTime time) {
        return new SandboxOptions(port, publicUrl, account, webhooks, clock, delay, retries, time, emitted);
    }

    public SandboxOptions withEmitted(Consumer<ObjectNode> observer) {
        return new SandboxOptions(port, publicUrl, account, webhooks, clock, delay, retries, signatureTime, observer);
    }
}
