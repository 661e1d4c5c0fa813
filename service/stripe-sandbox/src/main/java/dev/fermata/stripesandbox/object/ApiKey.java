package dev.fermata.stripesandbox.object;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A secret or restricted key. The account is the part after the mode, up to the next underscore: {@code sk_test_alpha},
 * {@code sk_test_alpha_2} and {@code rk_test_alpha_orders} are three keys of {@code acct_alpha}.
 */
public record ApiKey(String value, String account, boolean livemode) {

    private static final Pattern FORM = Pattern.compile("[sr]k_(test|live)_([A-Za-z0-9]+)(_[A-Za-z0-9_]*)?");

    public static Optional<ApiKey> parse(String value) {
        Matcher matcher = FORM.matcher(value);
        return matcher.matches()
                ? Optional.of(new ApiKey(
                        value, "acct_" + matcher.group(2), matcher.group(1).equals("live")))
                : Optional.empty();
    }

    /** As Stripe shows a key in its messages. */
    public static String masked(String value) {
        int shown = 4;
        if (value.length() <= 12) {
            return "*".repeat(value.length());
        }
        String start = value.substring(0, 8);
        return start + "*".repeat(value.length() - 8 - shown) + value.substring(value.length() - shown);
    }
}
