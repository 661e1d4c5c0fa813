package dev.fermata.sling.block;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.gate.Reader;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SlingContextExtension.class)
class OfferAndAccountTest {

    private final SlingContext sling = new SlingContext();
    private FakeGate gate;

    @BeforeEach
    void open() {
        gate = FakeGate.in(sling.request());
    }

    @Test
    void anOfferSpeaksThePagesLanguage() {
        gate.locale = Locale.GERMANY;
        place(Map.of("offer", "digital"));

        OfferCard card = offer().getCard();

        assertThat(card.terms().get(0).term().price()).isEqualTo("1,99\u00a0€");
        assertThat(card.terms().get(0).term().duration()).isEqualTo("1 Tag");
    }

    @Test
    void anOfferThatIsGoneIsNotShownAndTheEditorIsTold() {
        place(Map.of("offer", "vinyl"));

        assertThat(offer().getCard()).isNull();
        assertThat(offer().getState().offers()).isEqualTo("vinyl");
        assertThat(offer().getState().warnings()).extracting(Warning::code).containsExactly("offer-gone");
    }

    @Test
    void anOfferWithoutTermsSaysSo() {
        place(Map.of("offer", "empty"));

        assertThat(offer().getCard().none()).isEqualTo("This offer is not available at the moment.");
    }

    @Test
    void theAccountBarLeadsToTheChosenPage() {
        place(Map.of("purchasesPage", "/content/site/purchases"));

        assertThat(account().getPurchasesUrl()).isEqualTo("/content/site/purchases.html");
    }

    @Test
    void theAccountBarHasNoLinkWithoutAPage() {
        place(Map.of());

        assertThat(account().getPurchasesUrl()).isEmpty();
        assertThat(account().getAccount().signedIn()).isFalse();
        assertThat(account().getState().isTelling()).isFalse();
    }

    @Test
    void whoIsSignedInIsNamed() {
        gate.reader = Optional.of(new Reader("mem_1", "a@example.com", null, true, Set.of(), Instant.MAX));
        place(Map.of());

        assertThat(account().getAccount().email()).isEqualTo("a@example.com");
    }

    private void place(Map<String, Object> properties) {
        sling.create().resource("/content/site/page/jcr:content/block", properties);
        sling.currentResource("/content/site/page/jcr:content/block");
    }

    private OfferBlock offer() {
        return new OfferBlock(sling.request());
    }

    private AccountBarBlock account() {
        return new AccountBarBlock(sling.request());
    }
}
