package dev.fermata.sling.block;

import dev.fermata.sling.gate.RequestGate;
import javax.inject.Inject;
import org.apache.sling.api.SlingHttpServletRequest;
import org.apache.sling.models.annotations.Model;
import org.apache.sling.models.annotations.injectorspecific.Self;

/** Tells in a dialog that its lists may be old. */
@Model(adaptables = SlingHttpServletRequest.class)
public final class ServiceNote {

    private final String text;

    @Inject
    public ServiceNote(@Self SlingHttpServletRequest request) {
        text = Warnings.serviceProblem(RequestGate.of(request).catalogue(), EditorWords.of(request))
                .orElse("");
    }

    /** Empty while the service answers. */
    public String getText() {
        return text;
    }
}
