package dev.fermata.service.stripe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code api/webhooks/stripe}: where Stripe tells. An event is answered once it is stored, never after work; anything that keeps it
 * from being stored is a 5xx, so that Stripe tells again.
 */
@Path("api/webhooks/stripe")
@Produces(MediaType.APPLICATION_JSON)
public class StripeEventEndpoint {

    private static final Map<String, Boolean> RECEIVED = Map.of("received", true);

    private final StripeSignature signature;
    private final StripeEvents events;
    private final StripeEventWorker worker;
    private final ObjectMapper json;
    private final boolean livemode;

    StripeEventEndpoint(
            StripeSignature signature,
            StripeEvents events,
            StripeEventWorker worker,
            ObjectMapper json,
            boolean livemode) {
        this.signature = signature;
        this.events = events;
        this.worker = worker;
        this.json = json;
        this.livemode = livemode;
    }

    @POST
    public Map<String, Boolean> receive(
            byte[] body, @HeaderParam("Stripe-Signature") @Nullable String signatureHeader) {
        if (!signature.isConfigured()) {
            throw new ProblemException(
                    ProblemType.WEBHOOK_SECRET_MISSING,
                    "Events cannot be checked until a signing secret is configured");
        }
        String text = signature
                .genuine(body, signatureHeader)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.WEBHOOK_SIGNATURE_INVALID,
                        "The Stripe-Signature header does not fit the body, or is more than five minutes off"));
        StripeEvent event = parse(text)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.MALFORMED_REQUEST, "The body is signed but is not a Stripe event"));
        if (event.isOurs(livemode) && worker.handles(event.type())) {
            if (events.receive(event, text)) {
                worker.wake();
            }
        } else {
            events.ignore(event, text);
        }
        return RECEIVED;
    }

    private Optional<StripeEvent> parse(String text) {
        try {
            return StripeEvent.from(json.readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
