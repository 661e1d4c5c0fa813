package dev.fermata.magnolia;

import static dev.fermata.magnolia.harness.Definitions.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.magnolia.harness.Definitions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChoicesModuleTest {

    private static final ChoicesModule CHOICES = new ChoicesModule(
            List.of(new Choice("digital", "Digital: \"all\" of it"), new Choice("cinema", "Kino & mehr")),
            List.of(new Choice("premium", "Premium articles")),
            List.of("my-site:pages/article"));

    @TempDir
    Path lightModules;

    @Test
    void listsTakeThePlaceOfFieldsForTyping() throws IOException {
        CHOICES.write(lightModules);
        Definitions definitions = Shipped.withSite(lightModules);

        Map<String, Object> fields = Shipped.fields(definitions.dialog("fermata:components/gated-content"));
        assertThat(map(fields.get("offer"))).containsEntry("$type", "comboBoxField");
        assertThat(options(fields.get("offer")))
                .extracting(option -> map(option).get("value"))
                .containsExactly("digital", "cinema");
        assertThat(map(fields.get("resources"))).containsEntry("$type", "jcrMultiValueField");
        assertThat(options(map(fields.get("resources")).get("field")))
                .containsExactly(Map.of("name", "premium", "value", "premium", "label", "Premium articles"));
    }

    @Test
    void theSitesOwnPageDialogsGetThemToo() throws IOException {
        CHOICES.write(lightModules);

        Map<String, Object> fields =
                Shipped.fields(Shipped.withSite(lightModules).dialog("my-site:pages/article"));
        assertThat(options(fields.get("fermataOffer"))).hasSize(2);
        assertThat(map(fields.get("fermataOffer"))).containsEntry("label", "fermata.fields.offer.label");
        assertThat(map(fields.get("title"))).containsEntry("$type", "textField");
    }

    @Test
    void onlyWhatIsDifferentIsWritten() throws IOException {
        assertThat(CHOICES.write(lightModules)).isEqualTo(5);
        assertThat(CHOICES.write(lightModules)).isZero();
        assertThat(new ChoicesModule(CHOICES.offers(), List.of(), CHOICES.pageDialogs()).write(lightModules))
                .isEqualTo(3);
    }

    @Test
    void aDialogThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new ChoicesModule(List.of(), List.of(), List.of("../../etc:passwd")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("my-site:pages/article");
    }

    @SuppressWarnings("unchecked")
    private static List<Object> options(Object field) {
        return (List<Object>) map(map(field).get("datasource")).get("options");
    }
}
