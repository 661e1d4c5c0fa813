package dev.fermata.stripesandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.api.Fault;
import dev.fermata.stripesandbox.api.Faults;
import dev.fermata.stripesandbox.api.RequestLog;
import dev.fermata.stripesandbox.clock.SandboxClock;
import dev.fermata.stripesandbox.control.Bank;
import dev.fermata.stripesandbox.control.Buyer;
import dev.fermata.stripesandbox.control.Ledger;
import dev.fermata.stripesandbox.control.Merchant;
import dev.fermata.stripesandbox.dispute.Claim;
import dev.fermata.stripesandbox.event.Deliveries;
import dev.fermata.stripesandbox.event.StoredEvent;
import dev.fermata.stripesandbox.payment.Attempt;
import dev.fermata.stripesandbox.payment.TestCard;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A running sandbox. Everything the dashboard can do, tests can do here: play the buyer and the merchant, move the
 * clock, spoil the API, hold back webhooks.
 */
public final class StripeSandbox implements AutoCloseable {

    private final Server server;
    private final Wiring wiring;
    private final SandboxOptions options;

    private StripeSandbox(Server server, Wiring wiring, SandboxOptions options) {
        this.server = server;
        this.wiring = wiring;
        this.options = options;
    }

    /** Starts on 127.0.0.1. Fails when the port is taken. */
    public static StripeSandbox start(SandboxOptions options) {
        return SandboxServer.start(options);
    }

    static StripeSandbox of(Server server, Wiring wiring, SandboxOptions options) {
        return new StripeSandbox(server, wiring, options);
    }

    public static StripeSandbox start() {
        return start(SandboxOptions.defaults());
    }

    public int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    /** The API base, without a slash at the end. */
    public String url() {
        return "http://localhost:" + port();
    }

    /** A key of the options' account. */
    public String apiKey() {
        return "sk_test_" + options.account().substring("acct_".length());
    }

    public String accountId() {
        return options.account();
    }

    public SandboxClock clock() {
        return wiring.clock();
    }

    public void advance(Duration by) {
        wiring.clock().advance(by);
    }

    public Deliveries deliveries() {
        return wiring.deliveries();
    }

    public Faults faults() {
        return wiring.faults();
    }

    /** The next {@code times} requests that match go wrong this way, after they took effect or instead of it. */
    public void fail(String method, String path, int times, boolean afterEffect, Fault.Kind kind) {
        wiring.faults().add(new Fault(method, path, times, afterEffect, kind));
    }

    public void fail(Fault fault) {
        wiring.faults().add(fault);
    }

    /** From now on only so many reads and so many writes a second; the rest is 429. 0 for no limit. */
    public void limitRate(int perSecond) {
        wiring.limit().allow(perSecond);
    }

    /** Gives the webhook endpoint at this address another secret; the old one signs along for so long. */
    public void rollWebhookSecret(String url, String secret, Duration oldStays) {
        wiring.roll(url, secret, oldStays);
    }

    public RequestLog requests() {
        return wiring.requests();
    }

    /** The buyer: pays a session by card, without a browser. */
    public Attempt pay(String sessionId, TestCard card, String email) {
        return buyer().pay(sessionId, card, email);
    }

    public Buyer buyer() {
        return wiring.buyer();
    }

    public Merchant merchant() {
        return wiring.merchant();
    }

    /** The merchant: gives all the money of a session back. Returns the refund. */
    public ObjectNode refund(String sessionId) {
        return merchant().refund(sessionId, null);
    }

    /** The merchant: gives some of the money of a session back. Returns the refund. */
    public ObjectNode refund(String sessionId, long amount) {
        return merchant().refund(sessionId, amount);
    }

    public Bank bank() {
        return wiring.bank();
    }

    /** The bank: takes the money of a session back because the buyer says it was fraud. Returns the dispute. */
    public ObjectNode dispute(String sessionId) {
        return bank().open(sessionId, Claim.dispute(Claim.Reason.FRAUDULENT));
    }

    /** The bank: asks about the payment of a session; no money moves. Returns the dispute. */
    public ObjectNode inquire(String sessionId) {
        return bank().open(sessionId, Claim.inquiry(Claim.Reason.GENERAL));
    }

    /** The bank: reports the payment of a session as fraud. Returns the early fraud warning. */
    public ObjectNode warnOfFraud(String sessionId) {
        return bank().warnOfFraud(sessionId, "misc");
    }

    /** A session as the API would show it. */
    public ObjectNode session(String sessionId) {
        return merchant().session(sessionId);
    }

    /** All sessions, payments and refunds of all accounts, for comparing books. */
    public Ledger ledger() {
        return wiring.ledger();
    }

    /** The events of the options' account, oldest first. */
    public List<StoredEvent> events() {
        return wiring.events().all(wiring.accounts().of(options.account(), false));
    }

    /** From now on this key is answered with 401. */
    public void revoke(String apiKey) {
        wiring.accounts().revoke(apiKey);
    }

    /** All events from now on also to this address. */
    public void addWebhook(String url, String secret) {
        addWebhook(new SandboxOptions.Webhook(url, secret, List.of("*"), null));
    }

    public void addWebhook(SandboxOptions.Webhook webhook) {
        wiring.add(options.account(), webhook);
    }

    /** The same for another account, {@code acct_…}, in test mode. */
    public void addWebhook(String account, SandboxOptions.Webhook webhook) {
        wiring.add(account, webhook);
    }

    /** Forgets everything but the webhooks of the options; the clock keeps its time. */
    public void reset() {
        wiring.reset();
    }

    public URI dashboard() {
        return URI.create(url() + "/_sandbox");
    }

    @Override
    public void close() {
        try {
            wiring.clock().close();
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The sandbox did not stop", e);
        }
    }
}
