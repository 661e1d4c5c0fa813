package dev.fermata.stripesandbox.event;

import dev.fermata.stripesandbox.object.Account;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Which webhook endpoints each account has now. */
final class Targets {

    private final Map<Account, Map<String, Target>> byAccount = new ConcurrentHashMap<>();
    private final Map<String, Target> byId = new ConcurrentHashMap<>();

    void put(Account account, Target target) {
        byAccount.computeIfAbsent(account, key -> new ConcurrentHashMap<>()).put(target.id(), target);
        byId.put(target.id(), target);
    }

    void remove(Account account, String targetId) {
        byAccount.getOrDefault(account, Map.of()).remove(targetId);
        byId.remove(targetId);
    }

    List<Target> wanting(Account account, String type) {
        return byAccount.getOrDefault(account, Map.of()).values().stream()
                .filter(target -> target.wants(type))
                .toList();
    }

    Optional<Target> find(String targetId) {
        return Optional.ofNullable(byId.get(targetId));
    }

    /** The same endpoint as it is now; as it was when it is gone. */
    Target current(Target then) {
        return byId.getOrDefault(then.id(), then);
    }

    /** Changes the endpoints at this address. Returns how many there were. */
    int change(Account account, String url, UnaryOperator<Target> change) {
        List<Target> there = byAccount.getOrDefault(account, Map.of()).values().stream()
                .filter(target -> target.url().equals(url))
                .toList();
        there.forEach(target -> put(account, change.apply(target)));
        return there.size();
    }

    void clear() {
        byAccount.clear();
        byId.clear();
    }
}
