package dev.fermata.gate;

import static dev.fermata.gate.fake.GateExtension.jwt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.gate.GateDecision.Denied;
import dev.fermata.gate.GateDecision.Granted;
import dev.fermata.gate.GateDecision.Metered;
import dev.fermata.gate.catalogue.Offer;
import dev.fermata.gate.fake.GateExtension;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DecisionTest {

    private static final Requirement ALL_WAYS = new Requirement(Set.of("premium"), true, GateExtension.METER);

    @RegisterExtension
    final GateExtension site = new GateExtension();

    @Test
    void whatIsFreeIsForEverybody() {
        assertThat(site.visit().decide(new GatedContent("a", Requirement.free())))
                .isEqualTo(new Granted(Granted.Reason.FREE));
    }

    @Test
    void anEntitlementComesBeforeASignInAndThatBeforeAFreeView() {
        GatedContent content = new GatedContent("a", ALL_WAYS);
        String entitled = jwt(site.aToken().forResources("premium").jwt());
        String signedIn = jwt(site.aToken().jwt());

        assertThat(site.visit(entitled).decide(content)).isEqualTo(new Granted(Granted.Reason.ENTITLED));
        assertThat(site.visit(signedIn).decide(content)).isEqualTo(new Granted(Granted.Reason.REGISTERED));
        assertThat(site.visit().decide(content)).isEqualTo(new Metered(1, 3));
    }

    @Test
    void whoIsEntitledTakesNoFreeView() {
        Visit visit = site.visit(jwt(site.aToken().forResources("premium").jwt()));
        visit.decide(new GatedContent("a", ALL_WAYS));

        assertThat(visit.setCookies()).isEmpty();
    }

    @Test
    void anyOneOfTheResourcesIsEnough() {
        Requirement either = Requirement.anyOf(Set.of("premium", "archive"));

        assertThat(site.visit(jwt(site.aToken().forResources("archive").jwt()))
                        .decide(new GatedContent("a", either))
                        .isOpen())
                .isTrue();
    }

    @Test
    void noResourceAtAllOpensToNobody() {
        Requirement nothing = Requirement.anyOf(Set.of());
        String token = jwt(site.aToken().forResources("", "premium").jwt());

        assertThat(site.visit(token).decide(new GatedContent("a", nothing)).isOpen())
                .isFalse();
    }

    @Test
    void knowingAnAddressIsNoSignIn() {
        String identified =
                jwt(site.aToken().identifiedOnly().forResources("premium").jwt());

        assertThat(site.visit(identified).decide(new GatedContent("a", Requirement.forRegistered())))
                .isInstanceOfSatisfying(
                        Denied.class, denied -> assertThat(denied.reason()).isEqualTo(Denied.Reason.NOT_SIGNED_IN));
        assertThat(site.visit(identified)
                        .decide(new GatedContent("b", GateExtension.PREMIUM))
                        .isOpen())
                .as("what was bought in this browser counts")
                .isTrue();
    }

    @Test
    void aDenialOffersWhatWouldOpen() {
        assertThat(site.premium()).isInstanceOfSatisfying(Denied.class, denied -> assertThat(denied.offers())
                .extracting(Offer::slug)
                .containsExactly("digital"));
    }

    @Test
    void whatNobodySellsIsNotOffered() {
        assertThat(site.visit().decide(new GatedContent("a", Requirement.anyOf(Set.of("archive")))))
                .isInstanceOfSatisfying(
                        Denied.class, denied -> assertThat(denied.offers()).isEmpty());
    }

    @Test
    void whoIsSignedInWithoutAccessIsToldSo() {
        assertThat(site.premium(jwt(site.aToken().forResources("archive").jwt())))
                .isInstanceOfSatisfying(
                        Denied.class, denied -> assertThat(denied.reason()).isEqualTo(Denied.Reason.NOT_ENTITLED));
    }

    @Test
    void theSameContentAskedAboutTwiceIsDecidedOnce() {
        Visit visit = site.visit();
        GatedContent content = new GatedContent("a", Requirement.metered(Set.of(), GateExtension.METER));

        assertThat(visit.decide(content)).isSameAs(visit.decide(content));
    }

    @Test
    void twoRequirementsUnderOneIdAreTwoQuestions() {
        Visit visit = site.visit();

        assertThat(visit.decide(new GatedContent("a", Requirement.free())).isOpen())
                .isTrue();
        assertThat(visit.decide(new GatedContent("a", GateExtension.PREMIUM)).isOpen())
                .isFalse();
    }
}
