package dev.fermata.service.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.service.ServiceUnderTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OffersIT {

    private static final ServiceUnderTest SERVICE = ServiceUnderTest.shared();

    @BeforeAll
    static void importTheOffer() {
        SERVICE.importCatalogue(
                """
                resources:
                  - {slug: offers-it-news, name: News}
                  - {slug: offers-it-archive, name: Archive}
                offers:
                  - slug: offers-it
                    name: Digital
                    description: All of it
                    terms:
                      - id: term_offers_it_month
                        name: One month
                        price: {amount: 999, currency: EUR}
                        duration: P1M
                        resources: [offers-it-news, offers-it-archive]
                      - id: term_offers_it_free
                        name: For friends
                        resources: [offers-it-news]
                """);
    }

    @Test
    void anOfferIsReadByItsSlugOrItsId() {
        var bySlug = SERVICE.get("api/offers/offers-it");
        assertThat(bySlug.status()).as(bySlug.body()).isEqualTo(200);
        assertThat(bySlug.json())
                .isEqualTo(SERVICE.get("api/offers/off_offers-it").json());
        assertThat(bySlug.json().toString())
                .isEqualTo(
                        """
                {"id":"off_offers-it","slug":"offers-it","name":"Digital","description":"All of it","terms":[\
                {"id":"term_offers_it_month","version":1,"name":"One month","price":{"amount":999,"currency":"EUR"},\
                "duration":"P1M","resources":[{"id":"res_offers-it-news","slug":"offers-it-news","name":"News"},\
                {"id":"res_offers-it-archive","slug":"offers-it-archive","name":"Archive"}]},\
                {"id":"term_offers_it_free","version":1,"name":"For friends","price":null,"duration":null,\
                "resources":[{"id":"res_offers-it-news","slug":"offers-it-news","name":"News"}]}]}""");
    }

    @Test
    void theListHasEveryOffer() {
        assertThat(SERVICE.get("api/offers").json().path("data").findValuesAsText("slug"))
                .contains("offers-it");
    }

    @Test
    void anUnchangedOfferIsNotSentAgain() {
        var first = SERVICE.get("api/offers/offers-it");
        String tag = first.header("ETag").orElseThrow();
        assertThat(tag).startsWith("\"");
        assertThat(first.header("Cache-Control")).contains("public, max-age=60");

        var second = SERVICE.get("api/offers/offers-it", "If-None-Match", tag);
        assertThat(second.status()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(second.header("ETag")).contains(tag);
    }

    @Test
    void anUnknownOfferIsAProblem() {
        var answer = SERVICE.get("api/offers/none");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.problem()).isEqualTo("offer-not-found");
    }
}
