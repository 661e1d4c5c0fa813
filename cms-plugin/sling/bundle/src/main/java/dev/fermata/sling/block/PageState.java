package dev.fermata.sling.block;

import dev.fermata.gate.Requirement;
import dev.fermata.sling.content.Names;
import dev.fermata.sling.gate.RequestGate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.sling.api.SlingHttpServletRequest;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ValueMap;
import org.apache.sling.models.annotations.Model;
import org.apache.sling.models.annotations.injectorspecific.Self;
import org.jspecify.annotations.Nullable;

/** What the bar above an edited page says: who may read the page, what is wrong with that, and how others see it. */
@Model(adaptables = SlingHttpServletRequest.class)
public final class PageState {

    private final EditorWords words;
    private final Resource page;
    private final @Nullable Resource content;
    private final RequestGate gate;

    @Inject
    public PageState(@Self SlingHttpServletRequest request) {
        words = EditorWords.of(request);
        page = pageOf(request);
        content = page.getChild(Names.CONTENT);
        gate = RequestGate.of(request);
    }

    /** In the bar the request's resource is the page, in a dialog its suffix is the page's content. */
    private static Resource pageOf(SlingHttpServletRequest request) {
        Resource edited = request.getRequestPathInfo().getSuffixResource();
        Resource above = edited != null && edited.getName().equals(Names.CONTENT) ? edited.getParent() : null;
        return above == null ? request.getResource() : above;
    }

    /** Whether there is a page to tell about. */
    public boolean isPage() {
        return content != null;
    }

    public EditorState getState() {
        String title = words.say("Page access");
        if (content == null) {
            return new EditorState(title, "", "", "", List.of());
        }
        Requirement requirement = gate.requirement(content);
        boolean free = requirement.isFree();
        return new EditorState(
                title,
                new Readers(gate.catalogue(), words).of(requirement),
                free ? "" : EditorState.names(gate.offers(content)),
                free ? "" : EditorState.delivery(gate.isHydrated(content), words),
                warnings(content.getValueMap(), requirement));
    }

    /** What there is no room for in the bar. */
    public String getTooltip() {
        EditorState state = getState();
        return Stream.of(state.readers(), state.offers(), state.delivery())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    public List<Preview> getPreviews() {
        return Preview.of(page, null, words);
    }

    public String getPreviewLabel() {
        return words.say("Preview:");
    }

    private List<Warning> warnings(ValueMap properties, Requirement requirement) {
        Warnings warnings =
                new Warnings(gate.catalogue(), words).ofAccess(AccessChoice.ofPage(properties), requirement);
        if (!requirement.isFree()
                && AccessChoice.text(properties, PagePaywallBlock.TEASER).isEmpty()
                && content != null
                && !holdsGatedContent(content)) {
            warnings.noTeaser();
        }
        return warnings.found();
    }

    /** Such a block brings a teaser of its own. */
    private static boolean holdsGatedContent(Resource parent) {
        for (Resource child : parent.getChildren()) {
            if (child.isResourceType(Names.GATED_CONTENT) || holdsGatedContent(child)) {
                return true;
            }
        }
        return false;
    }
}
