package dev.fermata.sling.block;

import dev.fermata.gate.block.AccountView;
import dev.fermata.gate.block.Labels;

/**
 * A form that asks for a sign-in link by mail.
 *
 * @param sent what to say once it was asked for
 */
public record SignInForm(
        String action, String email, String button, String sent, String networkError, String returnUrl) {

    static SignInForm of(String returnUrl, Labels labels) {
        return new SignInForm(
                AccountView.SIGN_IN_ACTION,
                labels.text("account.email"),
                labels.text("account.sign-in"),
                labels.text("account.sent"),
                labels.text("error.network-error"),
                returnUrl);
    }
}
