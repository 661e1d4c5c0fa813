package dev.fermata.sling.block;

import dev.fermata.gate.block.Labels;
import dev.fermata.gate.block.OfferView;
import dev.fermata.gate.catalogue.Offer;
import dev.fermata.sling.content.Names;
import dev.fermata.sling.gate.RequestGate;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.sling.api.SlingHttpServletRequest;
import org.apache.sling.api.resource.ValueMap;
import org.apache.sling.models.annotations.Model;
import org.apache.sling.models.annotations.injectorspecific.Self;
import org.jspecify.annotations.Nullable;

/** An offer's terms as cards. */
@Model(adaptables = SlingHttpServletRequest.class)
public final class OfferBlock {

    private final ValueMap properties;
    private final RequestGate gate;
    private final EditorWords words;
    private final Optional<String> slug;

    @Inject
    public OfferBlock(@Self SlingHttpServletRequest request) {
        properties = request.getResource().getValueMap();
        gate = RequestGate.of(request);
        words = EditorWords.of(request);
        slug = AccessChoice.text(properties, Names.OFFER);
    }

    public boolean isEditing() {
        return gate.isEditing();
    }

    /** Null if none is chosen, or if it is not known any longer: then there is nothing to see. */
    public @Nullable OfferCard getCard() {
        Labels labels = Labels.of(gate.locale());
        return offer().map(offer -> OfferCard.of(
                        OfferView.of(offer, labels), properties.get("headline", ""), gate.returnUrl(), labels))
                .orElse(null);
    }

    public EditorState getState() {
        return new EditorState(
                words.say("Offer"),
                "",
                offer().map(Offer::name).or(() -> slug).orElse(""),
                "",
                new Warnings(gate.catalogue(), words).ofOffer(slug).found());
    }

    private Optional<Offer> offer() {
        return slug.flatMap(gate.catalogue()::offer);
    }
}
