package dev.fermata.sling.block;

import dev.fermata.gate.catalogue.Catalogue;
import dev.fermata.gate.catalogue.Offer;
import dev.fermata.sling.gate.RequestGate;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.apache.sling.api.SlingHttpServletRequest;
import org.apache.sling.models.annotations.Model;
import org.apache.sling.models.annotations.injectorspecific.Self;

/** The offers to choose from in a dialog: what the service offers now, and what is chosen already, whether offered or not. */
@Model(adaptables = SlingHttpServletRequest.class)
public final class OfferOptions {

    private final List<Option> options = new ArrayList<>();

    @Inject
    public OfferOptions(@Self SlingHttpServletRequest request) {
        EditorWords words = EditorWords.of(request);
        DialogField field = DialogField.of(request);
        String chosen = field.value();
        options.add(new Option("", words.say(field.text("empty")), chosen.isEmpty()));
        boolean found = chosen.isEmpty();
        Catalogue catalogue = RequestGate.of(request).catalogue();
        catalogue.refresh();
        for (Offer offer : catalogue.offers()) {
            boolean selected = offer.slug().equals(chosen);
            found |= selected;
            options.add(new Option(offer.slug(), offer.name(), selected));
        }
        if (!found) {
            options.add(new Option(chosen, words.say("{0} (no longer offered)", chosen), true));
        }
    }

    public List<Option> getOptions() {
        return List.copyOf(options);
    }
}
