package dev.fermata.stripesandbox.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.stripesandbox.event.StoredEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The official Stripe CLI makes each of these happen here, as it does at Stripe. */
class StripeCliIT {

    private static final Map<String, String> OFFLINE = Map.of(
            "STRIPE_CLI_TELEMETRY_OPTOUT",
            "1",
            "XDG_CONFIG_HOME",
            Path.of("target", "stripe-cli").toAbsolutePath().toString());

    @RegisterExtension
    final RunningSandbox sandbox = new RunningSandbox();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "charge.dispute.closed",
                "charge.dispute.created",
                "charge.dispute.updated",
                "charge.failed",
                "charge.refund.updated",
                "charge.refunded",
                "charge.succeeded",
                "checkout.session.async_payment_failed",
                "checkout.session.async_payment_succeeded",
                "checkout.session.completed",
                "checkout.session.expired",
                "customer.created",
                "customer.updated",
                "payment_intent.canceled",
                "payment_intent.created",
                "payment_intent.payment_failed",
                "payment_intent.requires_action",
                "payment_intent.succeeded",
                "price.created",
                "price.updated",
                "product.created",
                "product.updated"
            })
    void triggers(String type) {
        Program.Result result = Program.node(
                OFFLINE,
                "node_modules/@stripe/cli/bin/shim.js",
                "trigger",
                type,
                "--api-base",
                "http://127.0.0.1:" + sandbox.get().port(),
                "--api-key",
                "sk_test_sandbox_cli");
        sandbox.get().advance(Duration.ofMinutes(1));

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(sandbox.get().events()).extracting(StoredEvent::type).contains(type);
    }
}
