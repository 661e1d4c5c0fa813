package dev.fermata.sling.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.gate.GateDecision;
import dev.fermata.gate.GateDecision.Denied;
import dev.fermata.gate.MeterPolicy;
import dev.fermata.gate.Requirement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PreviewDecisionTest {

    private static final Requirement PREMIUM = Requirement.anyOf(Set.of("premium"));

    @Test
    void strangersSeeThePaywall() {
        assertThat(of(PreviewRole.ANONYMOUS, PREMIUM)).isEqualTo(denied(Denied.Reason.NOT_SIGNED_IN));
        assertThat(of(PreviewRole.ANONYMOUS, Requirement.forRegistered()).isOpen())
                .isFalse();
    }

    @Test
    void whoIsSignedInReadsWhatThatIsEnoughFor() {
        assertThat(of(PreviewRole.REGISTERED, Requirement.forRegistered()).isOpen())
                .isTrue();
        assertThat(of(PreviewRole.REGISTERED, PREMIUM)).isEqualTo(denied(Denied.Reason.NOT_ENTITLED));
    }

    @Test
    void whoIsEntitledReadsEverything() {
        assertThat(of(PreviewRole.ENTITLED, PREMIUM).isOpen()).isTrue();
    }

    @Test
    void aMeteredPageShowsItsPaywall() {
        Requirement metered =
                Requirement.metered(Set.of(), MeterPolicy.parse("3/2/P1M").orElseThrow());

        assertThat(of(PreviewRole.ANONYMOUS, metered)).isEqualTo(denied(Denied.Reason.METER_EXHAUSTED));
    }

    @Test
    void onlyTheThreeWordsAreRoles() {
        assertThat(PreviewRole.of("registered")).contains(PreviewRole.REGISTERED);
        assertThat(PreviewRole.of("ENTITLED")).isEmpty();
        assertThat(PreviewRole.of(null)).isEmpty();
    }

    private static GateDecision of(PreviewRole role, Requirement requirement) {
        return PreviewDecision.of(role, requirement, List.of());
    }

    private static GateDecision denied(Denied.Reason reason) {
        return new Denied(reason, List.of());
    }
}
