package dev.fermata.stripesandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.clock.SandboxClock;
import dev.fermata.stripesandbox.object.Account;

/** Whose key it is. */
public final class AccountApi {

    private final SandboxClock clock;

    public AccountApi(SandboxClock clock) {
        this.clock = clock;
    }

    public void register(Routes routes) {
        routes.get("/v1/account", call -> own(call.account())).get("/v1/accounts/{id}", this::retrieve);
    }

    private ObjectNode retrieve(Call call) {
        if (!call.id().equals(call.account().id())) {
            throw StripeError.forbidden(
                    "account_invalid",
                    "The provided key does not have access to account '" + call.id()
                            + "' (or that account does not exist). Application access may have been revoked.");
        }
        return own(call.account());
    }

    private ObjectNode own(Account account) {
        ObjectNode known = account.table("account").find(account.id());
        if (known != null) {
            return known;
        }
        ObjectNode own = account.blank("account", account.id(), clock.seconds());
        return account.table("account").add(own.put("email", account.id() + "@example.com"));
    }
}
