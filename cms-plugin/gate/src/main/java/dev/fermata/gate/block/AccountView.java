package dev.fermata.gate.block;

import dev.fermata.gate.Reader;
import java.util.Optional;

/**
 * The account bar. On a page that everybody gets alike it shows a stranger, and the browser fills in the rest.
 *
 * @param signedIn a sign-in was completed
 * @param email empty for a stranger
 */
public record AccountView(boolean signedIn, String email) {

    /** Where the sign-in form is posted to: the fields {@code email} and {@code return_url}. */
    public static final String SIGN_IN_ACTION = "/_fermata/login/links";

    public static AccountView of(Optional<Reader> reader) {
        return new AccountView(
                reader.filter(Reader::authenticated).isPresent(),
                reader.map(Reader::email).orElse(""));
    }

    /** The same as {@link #SIGN_IN_ACTION}, for templates. */
    public String signInAction() {
        return SIGN_IN_ACTION;
    }
}
