package dev.fermata.stripesandbox.api;

import dev.fermata.stripesandbox.object.Account;
import dev.fermata.stripesandbox.object.Accounts;
import dev.fermata.stripesandbox.object.ApiKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Decides whose request it is, and whether it is spoken in our version. */
final class Gatekeeper {

    private final Accounts accounts;

    Gatekeeper(Accounts accounts) {
        this.accounts = accounts;
    }

    Account admit(StripeApi.Received received) {
        String given = key(received.authorization());
        if (given == null) {
            throw StripeError.unauthorized(
                    null,
                    "You did not provide an API key. You need to provide your API key in the Authorization header, using"
                            + " Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').");
        }
        ApiKey key = ApiKey.parse(given)
                .orElseThrow(() -> StripeError.unauthorized(null, "Invalid API Key provided: " + ApiKey.masked(given)));
        if (accounts.isRevoked(given)) {
            throw StripeError.unauthorized("api_key_expired", "Expired API Key provided: " + ApiKey.masked(given));
        }
        checkVersion(received.version());
        String account = received.stripeAccount();
        if (account != null && !account.equals(key.account())) {
            throw StripeError.forbidden(
                    "account_invalid",
                    "The provided key '" + ApiKey.masked(given) + "' does not have access to account '" + account
                            + "' (or that account does not exist). Application access may have been revoked.");
        }
        return accounts.of(key);
    }

    private static void checkVersion(@Nullable String version) {
        if (version != null && !version.equals(StripeApi.VERSION)) {
            throw StripeError.badParam(
                    null,
                    "Stripe-Version",
                    "Invalid Stripe API version: " + version + ". The sandbox speaks only " + StripeApi.VERSION + ".");
        }
    }

    /** The key of a Bearer or Basic header, if there is one. */
    static @Nullable String key(@Nullable String authorization) {
        if (authorization == null) {
            return null;
        }
        if (authorization.startsWith("Bearer ")) {
            String key = authorization.substring(7).trim();
            return key.isEmpty() ? null : key;
        }
        if (authorization.startsWith("Basic ")) {
            try {
                byte[] decoded =
                        Base64.getDecoder().decode(authorization.substring(6).trim());
                String pair = new String(decoded, StandardCharsets.UTF_8);
                String key = pair.contains(":") ? pair.substring(0, pair.indexOf(':')) : pair;
                return key.isEmpty() ? null : key;
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
        return null;
    }
}
