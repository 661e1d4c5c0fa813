package dev.fermata.service.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.service.Answer;
import dev.fermata.service.Browser;
import dev.fermata.service.ShopUnderTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be bought, and how clearly that is said; none of it leaves a purchase behind. */
class PurchaseBadInputIT {

    private final ShopUnderTest shop = ShopUnderTest.shared();
    private final Browser browser = shop.browser();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                                               | 422 | invalid-request   | /term_id
                    {"term_id":null}                                 | 422 | invalid-request   | /term_id
                    {"term_id":""}                                   | 422 | invalid-request   | /term_id
                    {"term_id":7}                                    | 422 | invalid-request   | /term_id
                    {"term_id":["term_month"]}                       | 422 | invalid-request   | /term_id
                    {"term_id":"term_month","return_url":7}          | 422 | invalid-request   | /return_url
                    {"term_id":"term_month","return_url":{}}         | 422 | invalid-request   | /return_url
                    {"term_id":"term_month","price":1}               | 422 | invalid-request   | /price
                    {"term_id":"term_nope"}                          | 404 | term-not-found    | /term_id
                    {"term_id":"term_free"}                          | 422 | term-not-for-sale | /term_id
                    [1]                                              | 400 | malformed-request |
                    "term_month"                                     | 400 | malformed-request |
                    {"term_id":"term_month"                          | 400 | malformed-request |
                    {"term_id":"term_month"} {}                      | 400 | malformed-request |
                    """)
    void namesWhatIsWrong(String body, int status, String problem, String pointer) {
        Answer answer = browser.post("api/purchases", body);

        assertThat(answer.problem()).as(answer.body()).isEqualTo(problem);
        assertThat(answer.status()).isEqualTo(status);
        if (pointer != null) {
            assertThat(answer.pointers()).containsExactly(pointer);
        }
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void wantsABody() {
        for (String path : List.of("api/purchases", "api/purchases/exchange")) {
            for (String nothing : List.of("", "null")) {
                Answer answer = browser.post(path, nothing);
                assertThat(answer.problem()).as(path + " " + nothing).isEqualTo("invalid-request");
                assertThat(answer.status()).isEqualTo(422);
            }
        }
    }

    @Test
    void refusesWhatIsTooLong() {
        String id = "t".repeat(101);
        String page = "https://site.example/" + "x".repeat(2000);

        assertThat(browser.post("api/purchases", "{\"term_id\":\"" + id + "\"}").pointers())
                .containsExactly("/term_id");
        assertThat(browser.post("api/purchases", "{\"term_id\":\"term_month\",\"return_url\":\"" + page + "\"}")
                        .pointers())
                .containsExactly("/return_url");
        assertThat(browser.post("api/purchases", "{\"term_id\":\"" + "t".repeat(70_000) + "\"}")
                        .problem())
                .isEqualTo("request-too-large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "https://site.example.evil.example/",
                "https://site.example@evil.example/",
                "https://evil.example\\@site.example/",
                "http://site.example/",
                "https://site.example:8443/",
                "//site.example/",
                "/article",
                "javascript:alert(1)",
                "data:text/html,x",
                "https://",
                "not a url",
                "https://site.example/\\r\\nSet-Cookie: a=b",
            })
    void sendsNobodyToAForeignOrigin(String page) {
        Answer answer = browser.post(
                "api/purchases",
                "{\"term_id\":\"term_month\",\"return_url\":\"" + page.replace("\\@", "\\\\@") + "\"}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("return-url-not-allowed");
        assertThat(answer.pointers()).containsExactly("/return_url");
    }

    @Test
    void refusesARetiredTerm() {
        ShopUnderTest own = ShopUnderTest.start(java.util.Map.of());
        try (own) {
            own.service()
                    .importCatalogue(
                            """
                    offers:
                      - slug: digital
                        name: Digital
                        terms:
                          - { id: term_month, name: One month, price: { amount: 999, currency: EUR }, duration: P1M, resources: [premium, archive] }
                    """);

            assertThat(own.browser()
                            .post("api/purchases", "{\"term_id\":\"term_day_pass\"}")
                            .problem())
                    .isEqualTo("term-retired");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "term_id=&return_url=, 422",
        "return_url=https%3A%2F%2Fsite.example%2F, 422",
        "term_id=term_nope, 404",
        "term_id=term_month&return_url=https%3A%2F%2Fevil.example%2F, 422",
    })
    void answersAPlainFormWithAPage(String form, int status) {
        Answer answer = browser.postForm("checkout", form);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type").orElse("")).startsWith("text/html");
        assertThat(answer.body()).contains("<h1").doesNotContain("Exception");
    }

    @Test
    void takesAPlainFormToThePaymentPage() {
        Answer answer = browser.postForm(
                "checkout",
                "term_id=term_month&return_url="
                        + URLEncoder.encode("https://site.example/thanks", StandardCharsets.UTF_8));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location").orElseThrow())
                .startsWith(shop.stripe().url());
        assertThat(browser.cookie("__Host-allegro_session")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "checkout/return",
                "checkout/return?purchase=",
                "checkout/return?purchase=pur_nope",
                "checkout/cancel?purchase=pur_nope",
                "checkout/cancel",
            })
    void knowsNoOtherPurchase(String path) {
        assertThat(browser.open(path).status()).isEqualTo(404);
        assertThat(browser.get(path).problem()).isEqualTo("purchase-not-found");
    }

    @Test
    void knowsNoTokenThatIsTooLong() {
        assertThat(browser.post("api/purchases/exchange", "{\"token\":\"" + "t".repeat(201) + "\"}")
                        .pointers())
                .containsExactly("/token");
    }

    @Test
    void turnsAwayTheOneCharacterThatCannotBeKept() {
        assertThat(browser.get("checkout/return?purchase=%00").problem()).isEqualTo("malformed-request");
        assertThat(browser.postForm("checkout", "term_id=a%00").status()).isEqualTo(400);
        for (String body : List.of(
                "{\"event_name\":\"a\\u0000b\"}",
                "{\"event_name\":\"page_view\",\"data\":{\"a\":\"\\\\\\u0000\"}}",
                "{\"event_name\":\"page_view\",\"data\":{\"\\u0000\":1}}")) {
            assertThat(browser.post("api/events", body).problem()).as(body).isEqualTo("malformed-request");
        }
        assertThat(browser.post("api/events", "{\"event_name\":\"page_view\",\"data\":{\"a\":\"\\\\u0000\"}}")
                        .status())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}              | invalid-request        | /token
                    {"token":null}  | invalid-request        | /token
                    {"token":""}    | invalid-request        | /token
                    {"token":1}     | invalid-request        | /token
                    {"token":[]}    | invalid-request        | /token
                    {"token":{}}    | invalid-request        | /token
                    {"x":"y"}       | invalid-request        | /x
                    {"token":"x"}   | purchase-token-unknown |
                    """)
    void knowsNoOtherToken(String body, String problem, String pointer) {
        Answer answer = browser.post("api/purchases/exchange", body);

        assertThat(answer.problem()).isEqualTo(problem);
        if (pointer != null) {
            assertThat(answer.pointers()).containsExactly(pointer);
        }
    }

    @Test
    void knowsNoOtherResource() {
        assertThat(browser.get("api/access?resource=nope").problem()).isEqualTo("resource-not-found");
        assertThat(browser.get("api/access").pointers()).containsExactly("/resource");
        assertThat(browser.get("api/access/gate?resource=premium").status()).isEqualTo(401);
        assertThat(browser.get("api/entitlements").problem()).isEqualTo("not-signed-in");
    }
}
