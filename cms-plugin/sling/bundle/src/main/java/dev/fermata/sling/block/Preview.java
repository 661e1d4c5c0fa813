package dev.fermata.sling.block;

import dev.fermata.sling.gate.PreviewRole;
import java.util.ArrayList;
import java.util.List;
import org.apache.sling.api.resource.Resource;
import org.jspecify.annotations.Nullable;

/** A link that shows a page as somebody else sees it. */
public record Preview(String role, String label, String url, boolean current) {

    static List<Preview> of(Resource page, @Nullable PreviewRole current, EditorWords words) {
        String address = page.getResourceResolver().map(page.getPath()) + ".html?" + PreviewRole.PARAMETER + "=";
        List<Preview> previews = new ArrayList<>();
        for (PreviewRole role : PreviewRole.values()) {
            previews.add(new Preview(role.word(), label(role, words), address + role.word(), role == current));
        }
        return List.copyOf(previews);
    }

    static String label(PreviewRole role, EditorWords words) {
        return words.say(
                switch (role) {
                    case ANONYMOUS -> "Anonymous";
                    case REGISTERED -> "Registered";
                    case ENTITLED -> "Entitled";
                });
    }
}
