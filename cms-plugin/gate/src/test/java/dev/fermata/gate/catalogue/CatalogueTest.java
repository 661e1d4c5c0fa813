package dev.fermata.gate.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.gate.fake.GateExtension;
import dev.fermata.gate.fake.Log;
import dev.fermata.gate.fake.Offers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueTest {

    @RegisterExtension
    final GateExtension site = new GateExtension();

    @Test
    void knowsOffersByIdAndSlug() {
        Offer offer = site.gate.catalogue().offer("digital").orElseThrow();

        assertThat(site.gate.catalogue().offer("off_1")).contains(offer);
        assertThat(offer)
                .isEqualTo(new Offer(
                        "off_1",
                        "digital",
                        "Digital",
                        "Read everything.",
                        List.of(
                                new Term(
                                        "term_day",
                                        "Day pass",
                                        new Money(199, "EUR"),
                                        "P1D",
                                        List.of(new Resource("res_1", "premium", "Premium articles"))),
                                new Term(
                                        "term_gift",
                                        "Gift",
                                        null,
                                        null,
                                        List.of(new Resource("res_2", "archive", "The archive"))))));
    }

    @Test
    void knowsResourcesThatNobodySells() {
        assertThat(site.gate.catalogue().resources()).extracting(Resource::slug).containsExactly("premium", "archive");
        assertThat(site.gate.catalogue().offersSelling(Set.of("archive"))).isEmpty();
        assertThat(site.gate.catalogue().offersSelling(Set.of("archive", "premium")))
                .hasSize(1);
    }

    @Test
    void showsTheServerTokenWhereItIsAskedForOnly() {
        assertThat(site.service.calls("/api/v1/resources").get(0).headers().getFirst("Authorization"))
                .isEqualTo("Bearer " + GateExtension.TOKEN);
        assertThat(site.service.calls("/api/offers").get(0).headers()).doesNotContainKey("Authorization");
    }

    @Test
    void anEditorSeesAtOnceWhatWasChanged() {
        site.service.sells(Offers.NOTHING);

        assertThat(site.gate.catalogue().refresh().reachable()).isTrue();
        assertThat(site.gate.catalogue().offers()).isEmpty();
    }

    @Test
    void whatDidNotChangeIsNotSentAgain() {
        site.clock.pass(Duration.ofMinutes(1));
        Catalogue.Status status = site.gate.catalogue().refresh();

        assertThat(last("/api/offers").getFirst("If-None-Match")).isNotEmpty();
        assertThat(site.gate.catalogue().offers()).hasSize(1);
        assertThat(status.asOf()).isEqualTo(site.clock.instant());
    }

    @Test
    void theLastKnownOnesOutlastTheServiceAndThisServer() {
        Instant known = site.clock.instant();
        site.service.stop();
        site.restart();
        site.clock.pass(Duration.ofHours(3));
        Catalogue.Status status = site.gate.catalogue().refresh();

        assertThat(site.gate.catalogue().offer("digital")).isPresent();
        assertThat(site.gate.catalogue().resources()).hasSize(2);
        assertThat(status.reachable()).isFalse();
        assertThat(status.asOf()).isEqualTo(known);
        assertThat(status.problem()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 404, 401})
    void anAnswerThatIsNoneChangesNothing(int status) {
        site.service.answers("/api/offers", status);

        assertThat(site.gate.catalogue().refresh().problem()).contains("status " + status);
        assertThat(site.gate.catalogue().offers()).hasSize(1);
        site.service.answers("/api/offers", 0);
        assertThat(site.gate.catalogue().refresh().reachable()).isTrue();
    }

    @Test
    void aServerTokenThatMayNotReadLeavesWhatIsSold_andIsSaidOnce() {
        site.service.answers("/api/v1/resources", 403);
        try (Log log = new Log()) {
            site.gate.catalogue().refresh();
            Catalogue.Status status = site.gate.catalogue().refresh();

            assertThat(status.problem()).contains("403", "server token");
            assertThat(site.gate.catalogue().resources())
                    .extracting(Resource::slug)
                    .containsExactly("premium", "archive");
            assertThat(log.lines()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"as_of\":\"yesterday\"}", "\u0000\u0001"})
    void aBrokenFileIsAsGoodAsNone(String content) throws IOException {
        site.service.stop();
        Files.writeString(site.file("catalogue.json"), content);
        Files.writeString(site.file("keys.json"), content);
        site.restart();

        assertThat(site.gate.catalogue().offers()).isEmpty();
        assertThat(site.premium().isOpen()).isFalse();
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsComplainedAboutOnce() throws IOException {
        try (Stream<Path> files = Files.list(site.file("."))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(site.file("keys.json").getParent());
        Files.writeString(site.file("keys.json").getParent(), "a file where the directory should be");
        try (Log log = new Log()) {
            for (String offers : new String[] {Offers.NOTHING, Offers.DAY_PASS, Offers.NOTHING}) {
                site.service.sells(offers);
                site.gate.catalogue().refresh();
            }

            assertThat(site.gate.catalogue().status().reachable()).isTrue();
            assertThat(log.lines()).singleElement().asString().contains("can't be kept");
        }
    }

    @Test
    void nothingHalfWrittenIsLeftBehind() throws IOException {
        site.service.sells(Offers.NOTHING);
        site.gate.catalogue().refresh();

        try (Stream<Path> files = Files.list(site.file("keys.json").getParent())) {
            assertThat(files)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder("keys.json", "catalogue.json");
        }
    }

    private com.sun.net.httpserver.Headers last(String path) {
        var calls = site.service.calls(path);
        return calls.get(calls.size() - 1).headers();
    }
}
