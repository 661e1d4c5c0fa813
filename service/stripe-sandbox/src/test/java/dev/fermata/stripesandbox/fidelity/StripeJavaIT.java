package dev.fermata.stripesandbox.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.stripe.Stripe;
import com.stripe.StripeClient;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.PermissionException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.exception.StripeException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Dispute;
import com.stripe.model.Event;
import com.stripe.model.Refund;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.net.Webhook;
import com.stripe.param.DisputeListParams;
import com.stripe.param.DisputeUpdateParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import dev.fermata.stripesandbox.fidelity.WebhookReceiver.Received;
import dev.fermata.stripesandbox.payment.TestCard;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Stripe's Java client, the one the service uses, is at home here. */
class StripeJavaIT {

    @RegisterExtension
    final RunningSandbox sandbox = new RunningSandbox();

    private StripeClient stripe;

    @BeforeAll
    static void noTelemetry() {
        Stripe.enableTelemetry = false;
    }

    @BeforeEach
    void connect() {
        stripe = client(sandbox.get().apiKey());
    }

    private StripeClient client(String key) {
        return StripeClient.builder()
                .setApiKey(key)
                .setApiBase(sandbox.get().url())
                .setMaxNetworkRetries(0)
                .build();
    }

    private SessionCreateParams.Builder session() {
        return SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setSuccessUrl("http://localhost:8090/return?session_id={CHECKOUT_SESSION_ID}")
                .addLineItem(SessionCreateParams.LineItem.builder()
                        .setPrice(sandbox.api().price())
                        .setQuantity(1L)
                        .build());
    }

    @Test
    void createsRetrievesAndExpiresASession() throws StripeException {
        Session created = stripe.v1()
                .checkout()
                .sessions()
                .create(session().putMetadata("purchase", "pur_1").build());

        Session read = stripe.v1()
                .checkout()
                .sessions()
                .retrieve(
                        created.getId(),
                        SessionRetrieveParams.builder().addExpand("line_items").build());
        assertThat(read.getMetadata()).containsEntry("purchase", "pur_1");
        assertThat(read.getLineItems().getData()).singleElement().satisfies(item -> assertThat(item.getAmountTotal())
                .isEqualTo(199));
        assertThat(stripe.v1().checkout().sessions().expire(created.getId()).getStatus())
                .isEqualTo("expired");
    }

    @Test
    void refundsPartlyAndNeverTooMuch() throws StripeException {
        String id = stripe.v1().checkout().sessions().create(session().build()).getId();
        sandbox.get().pay(id, TestCard.MASTERCARD, "buyer@example.com");
        String intent = stripe.v1().checkout().sessions().retrieve(id).getPaymentIntent();

        Refund refund = stripe.v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(intent)
                        .setAmount(100L)
                        .build());

        assertThat(refund.getStatus()).isEqualTo("succeeded");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> stripe.v1()
                        .refunds()
                        .create(RefundCreateParams.builder()
                                .setPaymentIntent(intent)
                                .setAmount(100L)
                                .build()))
                .withMessageContaining("greater than unrefunded amount on charge (€0.99)");
    }

    @Test
    void answersADisputeWithEvidence() throws StripeException {
        String id = stripe.v1().checkout().sessions().create(session().build()).getId();
        sandbox.get().pay(id, TestCard.DISPUTED, "buyer@example.com");
        String intent = stripe.v1().checkout().sessions().retrieve(id).getPaymentIntent();
        Dispute dispute = stripe.v1()
                .disputes()
                .list(DisputeListParams.builder().setPaymentIntent(intent).build())
                .getData()
                .get(0);
        assertThat(dispute.getEvidenceDetails().getDueBy()).isGreaterThan(dispute.getCreated());
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> stripe.v1()
                        .refunds()
                        .create(RefundCreateParams.builder()
                                .setPaymentIntent(intent)
                                .build()))
                .satisfies(e -> assertThat(e.getCode()).isEqualTo("charge_disputed"));

        stripe.v1()
                .disputes()
                .update(
                        dispute.getId(),
                        DisputeUpdateParams.builder()
                                .setEvidence(DisputeUpdateParams.Evidence.builder()
                                        .setUncategorizedText("winning_evidence")
                                        .build())
                                .build());
        sandbox.get().advance(Duration.ofMinutes(1));

        Dispute won = stripe.v1().disputes().retrieve(dispute.getId());
        assertThat(won.getStatus()).isEqualTo("won");
        assertThat(won.getBalanceTransactions())
                .extracting(BalanceTransaction::getAmount)
                .containsExactly(-199L, 199L);
    }

    @Test
    void verifiesTheSignatureOfAWebhook() throws StripeException {
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            sandbox.get().addWebhook(receiver.url(), "whsec_test");
            String id =
                    stripe.v1().checkout().sessions().create(session().build()).getId();
            sandbox.get().pay(id, TestCard.VISA, "buyer@example.com");
            await().until(() -> receiver.types().contains("checkout.session.completed"));

            Received received = receiver.received().stream()
                    .filter(post -> post.type().equals("checkout.session.completed"))
                    .findFirst()
                    .orElseThrow();
            Event event = Webhook.constructEvent(received.body(), received.signature(), "whsec_test");
            assertThat(event.getDataObjectDeserializer().getObject()).containsInstanceOf(Session.class);
            assertThatExceptionOfType(SignatureVerificationException.class)
                    .isThrownBy(() -> Webhook.constructEvent(received.body(), received.signature(), "whsec_other"));
        }
    }

    @Test
    void meetsStripesKindsOfErrors() throws StripeException {
        RequestOptions once =
                RequestOptions.builder().setIdempotencyKey("key-1").build();
        stripe.v1().checkout().sessions().create(session().build(), once);

        assertThatExceptionOfType(IdempotencyException.class).isThrownBy(() -> stripe.v1()
                .checkout()
                .sessions()
                .create(session().setClientReferenceId("other").build(), once));
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> client("sk_live").v1().checkout().sessions().retrieve("cs_test_1"));
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> stripe.v1().checkout().sessions().retrieve("cs_test_1"))
                .satisfies(e -> assertThat(e.getCode()).isEqualTo("resource_missing"));
        assertThatExceptionOfType(PermissionException.class).isThrownBy(() -> stripe.v1()
                .checkout()
                .sessions()
                .retrieve(
                        "cs_test_1",
                        RequestOptions.builder()
                                .setStripeAccount("acct_foreign")
                                .build()));
        assertThatExceptionOfType(CardException.class)
                .isThrownBy(() -> stripe.v1()
                        .paymentIntents()
                        .create(PaymentIntentCreateParams.builder()
                                .setAmount(500L)
                                .setCurrency("eur")
                                .setPaymentMethod("pm_card_chargeDeclinedInsufficientFunds")
                                .setConfirm(true)
                                .build()))
                .satisfies(e -> assertThat(e.getDeclineCode()).isEqualTo("insufficient_funds"));
    }
}
