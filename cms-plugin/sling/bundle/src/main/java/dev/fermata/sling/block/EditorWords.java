package dev.fermata.sling.block;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import javax.jcr.RepositoryException;
import javax.jcr.Session;
import javax.jcr.Value;
import org.apache.jackrabbit.api.JackrabbitSession;
import org.apache.jackrabbit.api.security.user.Authorizable;
import org.apache.sling.api.SlingHttpServletRequest;
import org.apache.sling.i18n.ResourceBundleProvider;
import org.jspecify.annotations.Nullable;

/** Words for editors, in the editor's language: English is the key, other languages are in {@code /apps/fermata/i18n}. */
final class EditorWords {

    private final @Nullable ResourceBundle dictionary;
    private final Locale locale;

    private EditorWords(@Nullable ResourceBundle dictionary, Locale locale) {
        this.dictionary = dictionary;
        this.locale = locale;
    }

    static EditorWords of(SlingHttpServletRequest request) {
        Locale locale = localeOf(request);
        return new EditorWords(request.getResourceBundle(locale), locale);
    }

    /** For where a request has no words of its own yet, or no longer. */
    static EditorWords of(SlingHttpServletRequest request, ResourceBundleProvider dictionaries) {
        Locale locale = localeOf(request);
        return new EditorWords(dictionaries.getResourceBundle(locale), locale);
    }

    Locale locale() {
        return locale;
    }

    /** The text, with {0}, {1}, … replaced by the details. */
    String say(String english, Object... details) {
        String text = translate(english);
        return details.length == 0 ? text : new MessageFormat(text, locale).format(details);
    }

    private String translate(String english) {
        return dictionary != null && dictionary.containsKey(english) ? dictionary.getString(english) : english;
    }

    /** What the editor's profile says, as the host's own screens have it; else what the browser asks for. */
    private static Locale localeOf(SlingHttpServletRequest request) {
        try {
            Session session = request.getResourceResolver().adaptTo(Session.class);
            if (session instanceof JackrabbitSession jackrabbit) {
                Authorizable editor = jackrabbit.getUserManager().getAuthorizable(jackrabbit.getUserID());
                Value[] chosen = editor == null ? null : editor.getProperty("profile/locale");
                if (chosen != null && chosen.length > 0) {
                    return Locale.forLanguageTag(chosen[0].getString().replace('_', '-'));
                }
            }
        } catch (RepositoryException | UnsupportedOperationException noProfile) {
            // The browser's language does as well.
        }
        return request.getLocale();
    }
}
