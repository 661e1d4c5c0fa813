package dev.fermata.stripesandbox.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All accounts of the sandbox. An account comes into being when its first key is used. */
public final class Accounts {

    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();

    public Account of(ApiKey key) {
        return of(key.account(), key.livemode());
    }

    public Account of(String id, boolean livemode) {
        return accounts.computeIfAbsent(id + (livemode ? "/live" : "/test"), key -> new Account(id, livemode));
    }

    public List<Account> all() {
        return new ArrayList<>(accounts.values());
    }

    /** The account that has an object of this type and id. */
    public Optional<Account> holding(String type, String id) {
        return all().stream()
                .filter(account -> account.locked(() -> account.table(type).find(id) != null))
                .findFirst();
    }

    /** A copy of an object, whichever account has it. */
    public Optional<ObjectNode> find(String type, String id) {
        return holding(type, id)
                .map(account ->
                        account.locked(() -> Wire.copy(account.table(type).get(id))));
    }

    /** From now on this key is answered with 401. */
    public void revoke(String key) {
        revoked.add(key);
    }

    public boolean isRevoked(String key) {
        return revoked.contains(key);
    }

    public void clear() {
        accounts.clear();
        revoked.clear();
    }
}
