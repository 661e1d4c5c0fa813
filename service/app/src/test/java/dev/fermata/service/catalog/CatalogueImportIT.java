package dev.fermata.service.catalog;

import static dev.fermata.service.ServiceUnderTest.API_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.service.Answer;
import dev.fermata.service.ServiceUnderTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueImportIT {

    private static final ServiceUnderTest SERVICE = ServiceUnderTest.shared();

    /** Every test has a catalogue of its own, named after it. */
    private static String catalogue(String name, String terms) {
        return """
                resources:
                  - {slug: NAME-news, name: News}
                  - {slug: NAME-archive, name: Archive}
                offers:
                  - slug: NAME
                    name: Digital
                    terms:
                TERMS
                sites:
                  - {slug: NAME, name: A site, origins: ["https://NAME.example"]}
                """
                .replace("TERMS", terms.indent(6))
                .replace("NAME", name);
    }

    private static final String MONTH =
            "- {id: term_NAME_month, name: Month, price: {amount: 999, currency: EUR}, duration: P1M, resources: [NAME-news]}\n";
    private static final String DAY =
            "- {id: term_NAME_day, name: Day, price: {amount: 199, currency: EUR}, duration: P1D, resources: [NAME-news]}\n";

    @Test
    void anUnchangedFileChangesNothing() {
        assertThat(changed(catalogue("twice", MONTH))).isPositive();
        assertThat(changed(catalogue("twice", MONTH))).isZero();
        assertThat(changed("# A comment more\n" + catalogue("twice", MONTH))).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: A month",
                "price: {amount: 998, currency: EUR}",
                "price: {amount: 999, currency: CHF}",
                "price:",
                "duration: P2M",
                "duration:",
                "resources: [versions-archive]",
                "resources: [versions-news, versions-archive]",
                "repurchase: refuse",
                "refund_policy: {on_full_refund: keep}",
                "refund_policy: {on_dispute: revoke}"
            })
    void whateverIsNewAboutATermMakesANewVersion(String change) {
        String original =
                """
                - id: term_versions_month
                  name: Month
                  price: {amount: 999, currency: EUR}
                  duration: P1M
                  resources: [versions-news]
                """;
        String field = change.substring(0, change.indexOf(':'));
        String altered = original.lines().noneMatch(line -> line.strip().startsWith(field + ":"))
                ? original + "  " + change + "\n"
                : original.replaceAll("(?m)^  " + field + ":.*$", "  " + change);
        SERVICE.importCatalogue(catalogue("versions", original));
        int before = version("versions");
        SERVICE.importCatalogue(catalogue("versions", altered));
        assertThat(version("versions")).isEqualTo(before + 1);
        assertThat(changed(catalogue("versions", altered))).isZero();
    }

    @Test
    void aTermThatIsNoLongerListedIsRetiredAndComesBack() {
        SERVICE.importCatalogue(catalogue("retired", MONTH + DAY));
        SERVICE.importCatalogue(catalogue("retired", MONTH));
        assertThat(termsOnSale("retired")).containsExactly("term_retired_month");

        SERVICE.importCatalogue(catalogue("retired", DAY + MONTH));
        assertThat(termsOnSale("retired")).containsExactly("term_retired_day", "term_retired_month");
        assertThat(version("retired")).isEqualTo(1);
    }

    @Test
    void whatAFileLeavesOutStays() {
        SERVICE.importCatalogue(catalogue("kept", MONTH));
        SERVICE.importCatalogue("resources: [{slug: kept-more, name: More}]");
        assertThat(termsOnSale("kept")).containsExactly("term_kept_month");
        assertThat(SERVICE.get("api/probe", "Origin", "https://kept.example").header("Access-Control-Allow-Origin"))
                .isPresent();
    }

    @Test
    void aSiteHasExactlyTheOriginsThatAreListed() {
        SERVICE.importCatalogue(
                "sites: [{slug: moved, name: M, origins: ['https://old.example', 'https://kept2.example']}]");
        SERVICE.importCatalogue(
                "sites: [{slug: moved, name: M, origins: ['https://kept2.example', 'https://new.example']}]");
        assertThat(SERVICE.get("api/v1/sites/moved", "Authorization", "Bearer " + API_TOKEN)
                        .json()
                        .path("origins"))
                .hasSize(2)
                .extracting(node -> node.asText())
                .containsExactlyInAnyOrder("https://kept2.example", "https://new.example");
    }

    @Test
    void manyAtOnceEndAsOne() throws Exception {
        String file = catalogue("parallel", MONTH + DAY);
        Callable<Answer> anImport = () -> SERVICE.importCatalogue(file);
        var threads = Executors.newFixedThreadPool(8);
        try {
            int changes = 0;
            for (var answer : threads.invokeAll(
                    List.of(anImport, anImport, anImport, anImport, anImport, anImport, anImport, anImport))) {
                changes += answer.get().json().path("changed").asInt() > 0 ? 1 : 0;
            }
            assertThat(changes).isEqualTo(1);
        } finally {
            threads.shutdown();
        }
        assertThat(version("parallel")).isEqualTo(1);
        assertThat(termsOnSale("parallel")).hasSize(2);
    }

    @Test
    void tenMistakesAreReportedAtOnceAndNothingIsWritten() {
        var answer = put(
                """
                resources:
                  - {slug: Ten Mistakes, name: News}
                  - {slug: ten-mistakes}
                offers:
                  - slug: ten-mistakes
                    name: 7
                    colour: blue
                    terms:
                      - id: month
                        name: Month
                        price: {amount: 9.99, currency: EURO}
                        duration: 1 month
                        resources: [ten-mistakes, nowhere]
                sites:
                  - {slug: ten-mistakes, name: A site, origins: ["https://ten.example/path"]}
                """);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.pointers())
                .containsExactlyInAnyOrder(
                        "/resources/0/slug",
                        "/resources/1/name",
                        "/offers/0/name",
                        "/offers/0/colour",
                        "/offers/0/terms/0/id",
                        "/offers/0/terms/0/price/amount",
                        "/offers/0/terms/0/price/currency",
                        "/offers/0/terms/0/duration",
                        "/offers/0/terms/0/resources/1",
                        "/sites/0/origins/0");
        assertThat(SERVICE.get("api/offers/ten-mistakes").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "text", "[]", "42", "null", "a: [", "resources: {}\nresources: []", "\t", "--- {}\n--- {}"})
    void whatIsNoCatalogueIsRefused(String file) {
        assertThat(put(file).status()).isIn(400, 422);
    }

    @Test
    void whatIsTakenByAnotherIsRefused() {
        SERVICE.importCatalogue(catalogue("taken", MONTH));
        var answer = put(catalogue("thief", MONTH.replace("NAME_month", "taken_month"))
                .replace("https://thief.example", "https://taken.example")
                .replace("{slug: thief-news, name", "{id: res_taken-news, slug: taken-archive, name"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.pointers()).contains("/offers/0/terms/0/id", "/sites/0/origins", "/resources/0/id");
    }

    private static Answer put(String file) {
        return SERVICE.send(SERVICE.request(
                        "api/v1/catalogue", "Authorization", "Bearer " + API_TOKEN, "Content-Type", "application/yaml")
                .PUT(BodyPublishers.ofString(file)));
    }

    private static int changed(String file) {
        return SERVICE.importCatalogue(file).json().path("changed").asInt();
    }

    private static List<String> termsOnSale(String offer) {
        return SERVICE.get("api/offers/" + offer).json().path("terms").findValuesAsText("id").stream()
                .filter(id -> id.startsWith("term_"))
                .toList();
    }

    private static int version(String offer) {
        return SERVICE.get("api/offers/" + offer).json().at("/terms/0/version").asInt();
    }
}
