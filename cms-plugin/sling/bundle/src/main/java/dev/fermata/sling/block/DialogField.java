package dev.fermata.sling.block;

import java.util.Set;
import org.apache.sling.api.SlingHttpServletRequest;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ValueMap;

/** A field of a dialog that is being shown, and what it edits: the request's suffix. */
record DialogField(ValueMap field, ValueMap edited) {

    static DialogField of(SlingHttpServletRequest request) {
        Resource edited = request.getRequestPathInfo().getSuffixResource();
        return new DialogField(
                request.getResource().getValueMap(), edited == null ? ValueMap.EMPTY : edited.getValueMap());
    }

    /** A text of the field's definition. */
    String text(String name) {
        return field.get(name, "");
    }

    String value() {
        return AccessChoice.text(edited, name()).orElse("");
    }

    Set<String> values() {
        return AccessChoice.texts(edited, name());
    }

    private String name() {
        return field.get("name", "");
    }
}
