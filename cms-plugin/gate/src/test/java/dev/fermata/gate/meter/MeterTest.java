package dev.fermata.gate.meter;

import static dev.fermata.gate.fake.GateExtension.jwt;
import static dev.fermata.gate.fake.GateExtension.requestOn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.gate.Gate;
import dev.fermata.gate.GateDecision;
import dev.fermata.gate.GateDecision.Denied;
import dev.fermata.gate.GateDecision.Metered;
import dev.fermata.gate.GateSettings;
import dev.fermata.gate.GatedContent;
import dev.fermata.gate.Gates;
import dev.fermata.gate.MeterPolicy;
import dev.fermata.gate.Requirement;
import dev.fermata.gate.Visit;
import dev.fermata.gate.fake.GateExtension;
import java.util.Base64;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeterTest {

    @RegisterExtension
    final GateExtension site = new GateExtension();

    private String cookie = "fermata_meter=";

    @Test
    void everybodyReadsSoManyDifferentThings() {
        assertThat(read("a")).isEqualTo(new Metered(1, 3));
        assertThat(read("b")).isEqualTo(new Metered(2, 3));
        assertThat(read("c")).isEqualTo(new Metered(3, 3));
        assertThat(read("d")).isInstanceOfSatisfying(Denied.class, denied -> assertThat(denied.reason())
                .isEqualTo(Denied.Reason.METER_EXHAUSTED));
    }

    @Test
    void readingTheSameAgainTakesNothing() {
        read("a");
        read("b");
        read("c");

        assertThat(read("a")).isEqualTo(new Metered(3, 3));
    }

    @Test
    void whoIsSignedInReadsMore() {
        IntStream.range(0, 3).forEach(i -> read("article-" + i));
        String signedIn = jwt(site.aToken().jwt());

        assertThat(read("d", signedIn)).isEqualTo(new Metered(4, 5));
        assertThat(read("e", signedIn)).isEqualTo(new Metered(5, 5));
        assertThat(read("f", signedIn).isOpen()).isFalse();
        assertThat(read("e").isOpen()).as("read already, and signed out since").isTrue();
    }

    @Test
    void knowingAnAddressIsNotEnoughForMore() {
        IntStream.range(0, 3).forEach(i -> read("article-" + i));

        assertThat(read("d", jwt(site.aToken().identifiedOnly().jwt())).isOpen())
                .isFalse();
    }

    @Test
    void aNewMonthBeginsAnew() {
        site.clock.setTo("2026-01-31T23:59:59Z");
        IntStream.range(0, 3).forEach(i -> read("article-" + i));
        assertThat(read("d").isOpen()).isFalse();
        site.clock.setTo("2026-02-01T00:00:00Z");

        assertThat(read("d")).isEqualTo(new Metered(1, 3));
    }

    @ParameterizedTest
    @CsvSource({
        "1/0/P1D, 2026-03-15T23:59:59Z, 2026-03-16T00:00:00Z",
        "1/0/P7D, 2026-03-15T23:59:59Z, 2026-03-16T00:00:00Z",
        "1/0/P1W, 2026-03-15T23:59:59Z, 2026-03-16T00:00:00Z",
        "1/0/P1M, 2026-03-31T23:59:59Z, 2026-04-01T00:00:00Z",
        "1/0/P3M, 2026-03-31T23:59:59Z, 2026-04-01T00:00:00Z",
        "1/0/P1Y, 2026-12-31T23:59:59Z, 2027-01-01T00:00:00Z",
        "1/0/P1M/rolling, 2026-04-15T11:59:59Z, 2026-04-15T12:00:00Z",
        "1/0/P7D/rolling, 2026-03-22T11:59:59Z, 2026-03-22T12:00:00Z"
    })
    void countsByTheCalendarOrFromTheFirstView(String policy, String stillTheSame, String anew) {
        MeterPolicy meter = MeterPolicy.parse(policy).orElseThrow();
        assertThat(read("a", meter).isOpen()).isTrue();
        site.clock.setTo(stillTheSame);
        assertThat(read("b", meter).isOpen()).isFalse();
        site.clock.setTo(anew);

        assertThat(read("b", meter).isOpen()).isTrue();
    }

    @Test
    void theCookieIsTheSitesOwnAndEndsWithThePeriod() {
        site.clock.setTo("2026-03-31T23:00:00Z");
        Visit visit = site.visit();
        visit.decide(content("a", GateExtension.METER));

        assertThat(visit.setCookies())
                .singleElement()
                .asString()
                .startsWith("fermata_meter=1.")
                .endsWith("; Path=/; Max-Age=3600; HttpOnly; Secure; SameSite=Lax");
    }

    @Test
    void overHttpTheCookieIsNotSecure() {
        Visit visit = site.gate.visit(requestOn("http://localhost:8080"));
        visit.decide(content("a", GateExtension.METER));

        assertThat(visit.setCookies()).singleElement().asString().doesNotContain("Secure");
    }

    @Test
    void aPageWithManyPartsOfOneArticleTakesOneView() {
        Visit visit = site.visit();
        visit.decide(content("a", GateExtension.METER));
        visit.decide(new GatedContent("a", Requirement.metered(Set.of("premium"), GateExtension.METER)));

        assertThat(visit.decide(content("b", GateExtension.METER))).isEqualTo(new Metered(2, 3));
    }

    @Test
    void metersWithDifferentPeriodsDoNotDisturbEachOther() {
        MeterPolicy daily = MeterPolicy.parse("1/0/P1D").orElseThrow();
        read("a", daily);
        read("b", GateExtension.METER);

        assertThat(read("c", daily).isOpen()).isFalse();
        assertThat(read("c", GateExtension.METER)).isEqualTo(new Metered(2, 3));
    }

    @Test
    void aChangedCookieSaysNothing() {
        IntStream.range(0, 3).forEach(i -> read("article-" + i));
        String good = cookie;
        int[] places = {"fermata_meter=1.".length() + 3, good.length() - 5, "fermata_meter=".length()};
        for (int place : places) {
            char other = good.charAt(place) == 'A' ? 'B' : 'A';
            cookie = good.substring(0, place) + other + good.substring(place + 1);

            assertThat(read("d")).isEqualTo(new Metered(1, 3));
        }
    }

    @Test
    void nobodyCanAddViewsWithoutTheKey() {
        read("a");
        String[] parts = cookie.split("\\.");
        byte[] emptied = Base64.getUrlDecoder().decode(parts[1]);
        emptied[emptied.length - 6] = 0;
        cookie = parts[0] + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(emptied) + "." + parts[2];

        assertThat(read("b")).as("as if there were no cookie").isEqualTo(new Metered(1, 3));
    }

    @Test
    void anotherSitesCookieSaysNothing() {
        IntStream.range(0, 3).forEach(i -> read("article-" + i));
        Visit elsewhere = site.gate.visit(requestOn("http://localhost:8080", cookie));

        assertThat(elsewhere.decide(content("d", GateExtension.METER))).isEqualTo(new Metered(1, 3));
    }

    @Test
    void aCookieMadeWithAnotherServerTokenSaysNothing() {
        IntStream.range(0, 3).forEach(i -> read("article-" + i));
        GateSettings s = site.gate.settings();
        try (Gate other = Gates.open(
                new GateSettings(
                        s.service(), "another-server-token", s.origins(), s.directory(), s.patience(), s.meter()),
                site.clock)) {
            assertThat(other.decide(GateExtension.request(cookie), content("d", GateExtension.METER)))
                    .isEqualTo(new Metered(1, 3));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1..", "2.x.y", "..", "1.AAAA.AAAA", "1.%.%", "1.\u00e4.\u00e4"})
    void rubbishSaysNothing(String value) {
        cookie = "fermata_meter=" + value;

        assertThat(read("a")).isEqualTo(new Metered(1, 3));
    }

    @Test
    void aHugeCookieSaysNothing() {
        cookie = "fermata_meter=1." + "A".repeat(1_000_000) + ".A";

        assertThat(read("a")).isEqualTo(new Metered(1, 3));
    }

    @Test
    void aFullMeterFitsIntoACookie() {
        MeterPolicy most = MeterPolicy.parse("100/0/P1M").orElseThrow();
        for (String policy :
                new String[] {"100/0/P1M", "100/0/P1D", "100/0/P7D", "100/0/P1Y", "100/0/P2M", "100/0/P4M", "100/0/P6M"
                }) {
            MeterPolicy meter = MeterPolicy.parse(policy).orElseThrow();
            IntStream.range(0, 100).forEach(i -> read("article-" + i, meter));
        }

        assertThat(cookie.length()).isLessThan(4096);
        assertThat(read("article-7", most).isOpen()).isTrue();
        assertThat(read("article-100", most).isOpen()).isFalse();
    }

    @Test
    void aMeterOfNothingOpensNothing() {
        assertThat(read("a", MeterPolicy.parse("0/2/P1M").orElseThrow()).isOpen())
                .isFalse();
        assertThat(read(
                        "a",
                        MeterPolicy.parse("0/2/P1M").orElseThrow(),
                        jwt(site.aToken().jwt())))
                .isEqualTo(new Metered(1, 2));
    }

    private GateDecision read(String id, String... cookies) {
        return read(id, GateExtension.METER, cookies);
    }

    /** Reads as a browser does that keeps its cookie. */
    private GateDecision read(String id, MeterPolicy meter, String... cookies) {
        String[] all = java.util.Arrays.copyOf(cookies, cookies.length + 1);
        all[cookies.length] = cookie;
        Visit visit = site.visit(all);
        GateDecision decision = visit.decide(content(id, meter));
        visit.setCookies().forEach(set -> cookie = set.split(";")[0]);
        return decision;
    }

    private static GatedContent content(String id, MeterPolicy meter) {
        return new GatedContent(id, Requirement.metered(Set.of(), meter));
    }
}
