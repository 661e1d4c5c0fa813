package dev.fermata.stripesandbox.dispute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.api.Call;
import dev.fermata.stripesandbox.api.StripeError;
import org.jspecify.annotations.Nullable;

/** What the merchant says to the bank, and what the bank makes of it. */
final class Evidence {

    private Evidence() {}

    /** What the three texts of <a href="https://docs.stripe.com/testing#disputes">test mode</a> bring about. */
    enum Verdict {
        WINNING_EVIDENCE,
        LOSING_EVIDENCE,
        ESCALATE_INQUIRY_EVIDENCE,
        /** Any other text: somebody decides it later. */
        NONE
    }

    /** Takes over what was sent. Returns whether it goes to the bank now. */
    static boolean take(Call call, ObjectNode dispute) {
        @Nullable JsonNode given = call.params().get("evidence");
        if (given != null && given.has("enhanced_evidence")) {
            throw StripeError.notInSandbox("evidence[enhanced_evidence]", "enhanced evidence");
        }
        ObjectNode evidence = dispute.withObject("/evidence");
        if (given != null) {
            given.properties().forEach(field -> evidence.set(field.getKey(), field.getValue()));
            dispute.withObject("/evidence_details").put("has_evidence", true);
        }
        boolean submit = call.params().path("submit").asBoolean(true);
        return submit && (given != null || call.params().has("submit"));
    }

    static void submitted(ObjectNode dispute) {
        DisputeStatus status = DisputeStatus.of(dispute);
        (status.isInquiry() ? DisputeStatus.WARNING_UNDER_REVIEW : DisputeStatus.UNDER_REVIEW).set(dispute);
        ObjectNode details = dispute.withObject("/evidence_details");
        details.put("submission_count", details.get("submission_count").asInt() + 1);
    }

    static Verdict verdict(ObjectNode dispute) {
        return switch (dispute.at("/evidence/uncategorized_text").asText()) {
            case "winning_evidence" -> Verdict.WINNING_EVIDENCE;
            case "losing_evidence" -> Verdict.LOSING_EVIDENCE;
            case "escalate_inquiry_evidence" -> Verdict.ESCALATE_INQUIRY_EVIDENCE;
            default -> Verdict.NONE;
        };
    }
}
