package dev.fermata.sling.block;

import dev.fermata.gate.Requirement;
import dev.fermata.sling.gate.RequestGate;
import javax.inject.Inject;
import org.apache.sling.api.SlingHttpServletRequest;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.models.annotations.Model;
import org.apache.sling.models.annotations.injectorspecific.Self;
import org.jspecify.annotations.Nullable;

/** A teaser for everybody, and a protected part for whoever may read it; the others see a paywall in its place. */
@Model(adaptables = SlingHttpServletRequest.class)
public final class GatedContentBlock {

    private static final String TEASER = "teaser";

    private final Resource block;
    private final RequestGate gate;
    private final EditorWords words;
    private final Requirement requirement;
    private final boolean open;

    @Inject
    public GatedContentBlock(@Self SlingHttpServletRequest request) {
        block = request.getResource();
        gate = RequestGate.of(request);
        words = EditorWords.of(request);
        requirement = gate.requirement(block);
        open = gate.decision(block).isOpen();
    }

    public boolean isEditing() {
        return gate.isEditing();
    }

    public boolean isOpen() {
        return open;
    }

    /** Whether there is nothing to lock. */
    public boolean isFree() {
        return requirement.isFree();
    }

    public Markup getMarkup() {
        return Markup.of(gate, block, requirement, open);
    }

    public boolean isTeased() {
        return hasTeaser();
    }

    /** The protected part as this visitor may read it; null if they may not. */
    public @Nullable Resource getProtectedPart() {
        return open ? gate.protectedPart(block).orElse(null) : null;
    }

    /** Null if this visitor may read the protected part. */
    public @Nullable PaywallCard getPaywall() {
        return PaywallCard.of(gate, block, block.getValueMap().get("headline", ""));
    }

    public String getTeaserLabel() {
        return words.say("Teaser");
    }

    public String getTeaserHint() {
        return words.say("Everybody reads this.");
    }

    public String getProtectedLabel() {
        return words.say("Protected part");
    }

    public EditorState getState() {
        boolean free = requirement.isFree();
        return new EditorState(
                words.say("Readable for"),
                getReaders(),
                free ? "" : EditorState.names(gate.offers(block)),
                free ? "" : EditorState.delivery(gate.isHydrated(block), words),
                warnings().found());
    }

    /** Who may read the protected part. */
    public String getReaders() {
        return new Readers(gate.catalogue(), words).of(requirement);
    }

    private Warnings warnings() {
        AccessChoice choice = AccessChoice.ofBlock(block.getValueMap());
        Warnings warnings = new Warnings(gate.catalogue(), words).ofAccess(choice, requirement);
        if (choice.kind() == AccessChoice.Kind.PAGE && requirement.isFree()) {
            warnings.pageIsFree();
        } else if (!hasTeaser()) {
            warnings.noTeaser();
        }
        return warnings;
    }

    private boolean hasTeaser() {
        Resource teaser = block.getChild(TEASER);
        return teaser != null && teaser.hasChildren();
    }
}
