package dev.fermata.demo.site;

import dev.fermata.demo.web.Answer;
import dev.fermata.demo.web.Asset;
import dev.fermata.demo.web.Page;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The complete example of the public documentation, as it stands: only the instance's address and the term's id are
 * changed. Its inline script and its style attribute are allowed by their hashes, everything else inline stays forbidden.
 */
final class SeedPage {

    private static final String INSTANCE = "https://your-allegro-instance.com";
    private static final String TERM = "term_abc123";
    private static final Pattern INLINE_SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);
    private static final Pattern STYLE_ATTRIBUTE = Pattern.compile("style=\"([^\"]*)\"");

    private SeedPage() {}

    static Page loadingSdkFrom(String instance, String termId) {
        String page = Asset.text(SeedPage.class, "seed.html")
                .replace(INSTANCE, instance)
                .replace(TERM, termId);
        Answer answer = Answer.html(page).with("Content-Security-Policy", policy(page, instance));
        return request -> answer;
    }

    private static String policy(String page, String instance) {
        String other = instance.startsWith("/") ? "" : " " + instance;
        return "default-src 'self'; script-src 'self'" + other + hashes(page, INLINE_SCRIPT)
                + "; style-src 'self' 'unsafe-hashes'" + hashes(page, STYLE_ATTRIBUTE)
                + "; connect-src 'self'" + other
                + "; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";
    }

    private static String hashes(String page, Pattern inline) {
        StringBuilder sources = new StringBuilder();
        inline.matcher(page)
                .results()
                .map((MatchResult found) -> found.group(1))
                .forEach(
                        text -> sources.append(" 'sha256-").append(sha256(text)).append('\''));
        return sources.toString();
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
