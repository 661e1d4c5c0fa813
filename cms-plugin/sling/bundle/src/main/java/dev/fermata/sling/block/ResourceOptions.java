package dev.fermata.sling.block;

import dev.fermata.gate.catalogue.Catalogue;
import dev.fermata.gate.catalogue.Resource;
import dev.fermata.sling.gate.RequestGate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.inject.Inject;
import org.apache.sling.api.SlingHttpServletRequest;
import org.apache.sling.models.annotations.Model;
import org.apache.sling.models.annotations.injectorspecific.Self;

/** The resources to choose from in a dialog: those the service knows now, and those chosen already, whether known or not. */
@Model(adaptables = SlingHttpServletRequest.class)
public final class ResourceOptions {

    private final List<Option> options = new ArrayList<>();
    private final EditorWords words;
    private final DialogField field;

    @Inject
    public ResourceOptions(@Self SlingHttpServletRequest request) {
        words = EditorWords.of(request);
        field = DialogField.of(request);
        Set<String> gone = field.values();
        Catalogue catalogue = RequestGate.of(request).catalogue();
        catalogue.refresh();
        for (Resource resource : catalogue.resources()) {
            options.add(new Option(resource.slug(), resource.name(), gone.remove(resource.slug())));
        }
        for (String slug : gone) {
            options.add(new Option(slug, words.say("{0} (no longer offered)", slug), true));
        }
    }

    public List<Option> getOptions() {
        return List.copyOf(options);
    }

    public String getLabel() {
        return words.say(field.text("label"));
    }

    public String getDescription() {
        return words.say(field.text("description"));
    }

    /** What to say in place of an empty list; empty if there are options. */
    public String getNone() {
        return options.isEmpty() ? words.say("The service knows no resources yet.") : "";
    }
}
