package dev.fermata.service.catalog;

import static dev.fermata.service.ServiceUnderTest.API_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.service.Answer;
import dev.fermata.service.ServiceUnderTest;
import dev.fermata.service.site.ApiTokens;
import dev.fermata.service.site.Scope;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerApiIT {

    private static final ServiceUnderTest SERVICE = ServiceUnderTest.shared();
    private static final String[] AUTHORIZED = {"Authorization", "Bearer " + API_TOKEN};
    private static final String TERM =
            "{\"name\": \"Month\", \"price\": {\"amount\": 999, \"currency\": \"EUR\"}, \"duration\": \"P1M\", \"resources\": [\"api-news\"]}";

    @BeforeAll
    static void putTheOffer() {
        assertThat(put("resources/api-news", "{\"name\": \"News\"}").status()).isEqualTo(200);
        assertThat(put("offers/api", "{\"name\": \"Digital\"}").status()).isEqualTo(200);
    }

    @Test
    void aResourceReadsAsItWasPut() {
        var read = SERVICE.get("api/v1/resources/api-news", AUTHORIZED).json();
        assertThat(read.path("name").asText()).isEqualTo("News");
        assertThat(SERVICE.get("api/v1/resources", AUTHORIZED).json().path("data"))
                .contains(read);
    }

    @Test
    void anOfferIsMadeStepByStep() {
        var term = put("offers/api/terms/term_api_month", TERM);
        assertThat(term.status()).as(term.body()).isEqualTo(200);
        assertThat(term.json().path("version").asInt()).isEqualTo(1);
        assertThat(put("offers/api/terms/term_api_month", TERM)
                        .json()
                        .path("version")
                        .asInt())
                .isEqualTo(1);
        assertThat(put("offers/api/terms/term_api_month", TERM.replace("999", "1099"))
                        .json()
                        .path("version")
                        .asInt())
                .isEqualTo(2);
        assertThat(SERVICE.get("api/offers/api").json().findValuesAsText("amount"))
                .contains("1099");
    }

    @Test
    void aRetiredTermIsNotOfferedUntilItIsPutAgain() {
        put("offers/api/terms/term_api_retired", TERM);
        var retired = SERVICE.post("api/v1/offers/api/terms/term_api_retired/retire", "", AUTHORIZED);
        assertThat(retired.json().path("retired").asBoolean()).isTrue();
        assertThat(SERVICE.get("api/offers/api").json().findValuesAsText("id")).doesNotContain("term_api_retired");
        assertThat(SERVICE.get("api/v1/offers/api", AUTHORIZED).json().findValuesAsText("id"))
                .contains("term_api_retired");
        assertThat(put("offers/api/terms/term_api_retired", TERM)
                        .json()
                        .path("retired")
                        .asBoolean())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"name\": \"Month\"|\"name\": null|/name",
                "\"name\": \"Month\"|\"name\": \"\"|/name",
                "\"name\": \"Month\"|\"name\": 5|/name",
                "\"name\": \"Month\"|\"name\": [\"Month\"]|/name",
                "\"name\": \"Month\"|\"name\": \"a\\u0000b\"|/name",
                "\"name\": \"Month\",||/name",
                "999|0|/price/amount",
                "999|-1|/price/amount",
                "999|9.99|/price/amount",
                "999|\"999\"|/price/amount",
                "999|100000000|/price/amount",
                "999|1e400|/price/amount",
                "999|null|/price/amount",
                "\"EUR\"|\"eur\"|/price/currency",
                "\"EUR\"|\"EURO\"|/price/currency",
                "\"EUR\"|\"XAU\"|/price/currency",
                "\"EUR\"|978|/price/currency",
                "\"EUR\"|null|/price/currency",
                "{\"amount\": 999, \"currency\": \"EUR\"}|5|/price",
                "\"P1M\"|\"P0D\"|/duration",
                "\"P1M\"|\"P-1M\"|/duration",
                "\"P1M\"|\"P1M-5D\"|/duration",
                "\"P1M\"|\"month\"|/duration",
                "\"P1M\"|\"P101Y\"|/duration",
                "\"P1M\"|\"P2147483647Y\"|/duration",
                "\"P1M\"|30|/duration",
                "[\"api-news\"]|[]|/resources",
                "[\"api-news\"]|null|/resources",
                "[\"api-news\"]|\"api-news\"|/resources",
                "[\"api-news\"]|[5]|/resources/0",
                "[\"api-news\"]|[\"api-news\", \"api-news\"]|/resources/1",
                "\"duration\"|\"colour\": 1, \"duration\"|/colour",
                "\"duration\"|\"repurchase\": \"never\", \"duration\"|/repurchase",
                "\"duration\"|\"refund_policy\": {\"on_dispute\": 1}, \"duration\"|/refund_policy/on_dispute"
            })
    void aTermThatIsWrongIsRefusedByItsField(String right, String wrong, String pointer) {
        var answer = put("offers/api/terms/term_api_wrong", TERM.replace(right, wrong == null ? "" : wrong));
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("invalid-request");
        assertThat(answer.pointers()).contains(pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "5", "\"text\"", "{} {}"})
    void aBodyThatIsNoObjectIsRefused(String body) {
        for (String path : new String[] {"resources/api-odd", "offers/api-odd", "sites/api-odd"}) {
            assertThat(put(path, body).status()).isIn(400, 422);
        }
        assertThat(SERVICE.get("api/v1/resources/api-odd", AUTHORIZED).status()).isEqualTo(404);
    }

    @Test
    void aNameThatIsTooLongIsRefused() {
        var answer = put("resources/api-long", "{\"name\": \"" + "x".repeat(201) + "\"}");
        assertThat(answer.pointers()).containsExactly("/name");
    }

    @Test
    void aSlugThatIsNoneIsRefused() {
        for (String slug : new String[] {"UPPER", "-dash", "x".repeat(65), "a.b"}) {
            assertThat(put("resources/" + slug, "{\"name\": \"N\"}").pointers()).containsExactly("/slug");
        }
        assertThat(put("offers/api/terms/month", TERM).pointers()).containsExactly("/id");
    }

    @Test
    void whatContradictsTheCatalogueIsAConflict() {
        put("offers/api-other", "{\"name\": \"Other\"}");
        put("offers/api/terms/term_api_mine", TERM);
        put("sites/api-mine", "{\"name\": \"Mine\", \"origins\": [\"https://api-mine.example\"]}");
        assertConflict(put("offers/api-other/terms/term_api_mine", TERM));
        assertConflict(put("offers/api/terms/term_api_nowhere", TERM.replace("api-news", "nowhere")));
        assertConflict(put("resources/api-news", "{\"name\": \"News\", \"id\": \"res_other\"}"));
        assertConflict(put("sites/api-thief", "{\"name\": \"Thief\", \"origins\": [\"https://api-mine.example\"]}"));
    }

    @Test
    void aSiteComesAndGoes() {
        String origin = "https://api-site.example";
        put("sites/api-site", "{\"name\": \"A site\", \"origins\": [\"" + origin + "\"]}");
        assertThat(SERVICE.get("api/probe", "Origin", origin).header("Access-Control-Allow-Origin"))
                .contains(origin);
        assertThat(SERVICE.delete("api/v1/sites/api-site", AUTHORIZED).status()).isEqualTo(204);
        assertThat(SERVICE.get("api/probe", "Origin", origin).header("Access-Control-Allow-Origin"))
                .isEmpty();
        assertThat(SERVICE.delete("api/v1/sites/api-site", AUTHORIZED).problem())
                .isEqualTo("site-not-found");
    }

    @Test
    void whoShowsNoTokenIsAskedForOne() {
        for (String[] headers : new String[][] {
            {},
            {"Authorization", "Bearer fmt_made-up"},
            {"Authorization", "Bearer "},
            {"Authorization", "Basic " + API_TOKEN},
            {"Authorization", API_TOKEN}
        }) {
            var answer = SERVICE.get("api/v1/offers", headers);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.problem()).isEqualTo("api-token-required");
            assertThat(answer.header("WWW-Authenticate")).contains("Bearer");
        }
    }

    @Test
    void aTokenAllowsWhatItIsForUntilItIsRevoked() {
        var tokens = new ApiTokens(SERVICE.database(), SERVICE.clock());
        var reader = tokens.create("reader", Set.of(Scope.READ));
        String[] headers = {"Authorization", "Bearer " + reader.secret()};
        assertThat(reader.secret()).matches("fmt_[A-Za-z0-9_-]{43}");
        assertThat(SERVICE.get("api/v1/offers", headers).status()).isEqualTo(200);
        var refused = SERVICE.put("api/v1/resources/api-news", "{\"name\": \"N\"}", headers);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("api-token-scope-missing");

        assertThat(tokens.revoke(reader.id())).isTrue();
        assertThat(tokens.revoke(reader.id())).isFalse();
        assertThat(tokens.verify(reader.secret())).isEmpty();
        int stored = SERVICE.database()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM api_token WHERE token_hash = :secret")
                        .bind("secret", reader.secret())
                        .mapTo(Integer.class)
                        .one());
        assertThat(stored).isZero();
    }

    private static void assertConflict(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("catalogue-conflict");
    }

    private static Answer put(String path, String body) {
        return SERVICE.put("api/v1/" + path, body, AUTHORIZED);
    }
}
