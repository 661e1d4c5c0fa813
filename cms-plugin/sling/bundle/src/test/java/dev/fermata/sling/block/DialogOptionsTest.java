package dev.fermata.sling.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.apache.sling.testing.mock.sling.servlet.MockRequestPathInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SlingContextExtension.class)
class DialogOptionsTest {

    private static final String EDITED = "/content/site/page/jcr:content/offer";

    private final SlingContext sling = new SlingContext();
    private FakeGate gate;

    @BeforeEach
    void show() {
        sling.create().resource("/apps/dialog/offer", Map.of("name", "offer", "empty", "Choose an offer"));
        sling.create().resource("/apps/dialog/resources", Map.of("name", "resources", "label", "Access to"));
        gate = FakeGate.in(sling.request());
    }

    @Test
    void theOffersOfTheLiveCatalogueAreListed() {
        edit(Map.of("offer", "digital"));
        sling.currentResource("/apps/dialog/offer");

        assertThat(new OfferOptions(sling.request()).getOptions())
                .containsExactly(
                        new Option("", "Choose an offer", false),
                        new Option("digital", "Digital", true),
                        new Option("print", "Print", false),
                        new Option("empty", "Empty", false));
    }

    @Test
    void aChosenOfferThatIsGoneStaysChosen() {
        edit(Map.of("offer", "vinyl"));
        sling.currentResource("/apps/dialog/offer");

        assertThat(new OfferOptions(sling.request()).getOptions())
                .contains(new Option("vinyl", "vinyl (no longer offered)", true))
                .filteredOn(Option::selected)
                .hasSize(1);
    }

    @Test
    void aNewBlockHasNothingChosen() {
        sling.currentResource("/apps/dialog/offer");

        assertThat(new OfferOptions(sling.request()).getOptions())
                .filteredOn(Option::selected)
                .containsExactly(new Option("", "Choose an offer", true));
    }

    @Test
    void chosenResourcesThatAreGoneStayChosen() {
        edit(Map.of("resources", new String[] {"premium", "cellar"}));
        sling.currentResource("/apps/dialog/resources");

        assertThat(new ResourceOptions(sling.request()).getOptions())
                .containsExactly(
                        new Option("premium", "Premium articles", true),
                        new Option("archive", "The archive", false),
                        new Option("attic", "The attic", false),
                        new Option("cellar", "cellar (no longer offered)", true));
    }

    @Test
    void anEmptyListIsExplained() {
        gate.catalogue = FakeCatalogue.neverReached();
        sling.currentResource("/apps/dialog/resources");

        assertThat(new ResourceOptions(sling.request()).getNone()).isEqualTo("The service knows no resources yet.");
        assertThat(new ServiceNote(sling.request()).getText())
                .isEqualTo("The service cannot be reached. Offers and resources are not known.");
    }

    @Test
    void aServiceThatAnswersNeedsNoNote() {
        sling.currentResource("/apps/dialog/offer");

        assertThat(new ServiceNote(sling.request()).getText()).isEmpty();
    }

    private void edit(Map<String, Object> stored) {
        sling.create().resource(EDITED, stored);
        ((MockRequestPathInfo) sling.request().getRequestPathInfo()).setSuffix(EDITED);
    }
}
