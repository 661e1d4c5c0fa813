package dev.fermata.gate.block;

import dev.fermata.gate.catalogue.Money;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import org.jspecify.annotations.Nullable;

/** The blocks' words in one language: German to who asks for it, English to everybody else. Numbers follow the whole locale. */
public final class Labels {

    private static final String BUNDLE = "dev.fermata.gate.block.labels";

    private final Locale locale;
    private final ResourceBundle words;

    private Labels(Locale locale, ResourceBundle words) {
        this.locale = locale;
        this.words = words;
    }

    public static Labels of(Locale locale) {
        // Only language and country: the rest of a locale may be anything that a browser sent.
        Locale plain = new Locale(locale.getLanguage(), locale.getCountry());
        Locale language = plain.getLanguage().equals("de") ? Locale.GERMAN : Locale.ROOT;
        Control control = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);
        return new Labels(
                language.equals(Locale.GERMAN) || plain.getLanguage().equals("en") ? plain : Locale.ENGLISH,
                ResourceBundle.getBundle(BUNDLE, language, Labels.class.getClassLoader(), control));
    }

    /** By a language tag such as {@code de-AT}. */
    public static Labels of(String languageTag) {
        return of(Locale.forLanguageTag(languageTag.replace('_', '-')));
    }

    /** The language that the words are in, with the country that the numbers are written for. */
    public Locale locale() {
        return locale;
    }

    /** The words of this key; the key itself if there are none. */
    public String text(String key, Object... arguments) {
        try {
            return new MessageFormat(words.getString(key), locale).format(arguments);
        } catch (MissingResourceException e) {
            return key;
        }
    }

    /** An amount as readers write it; in words for what cannot be bought. */
    public String price(@Nullable Money price) {
        return price == null ? text("price.none") : Prices.text(price, locale);
    }

    /** An ISO 8601 duration in words; {@code null} is for good. */
    public String duration(@Nullable String iso) {
        return iso == null ? text("duration.none") : Durations.text(iso, this);
    }
}
