package dev.fermata.stripesandbox.event;

import dev.fermata.stripesandbox.object.Account;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which webhook endpoints each account has now. */
final class Targets {

    private final Map<Account, Map<String, Target>> byAccount = new ConcurrentHashMap<>();

    void put(Account account, Target target) {
        byAccount.computeIfAbsent(account, key -> new ConcurrentHashMap<>()).put(target.id(), target);
    }

    void remove(Account account, String targetId) {
        byAccount.getOrDefault(account, Map.of()).remove(targetId);
    }

    List<Target> wanting(Account account, String type) {
        return byAccount.getOrDefault(account, Map.of()).values().stream()
                .filter(target -> target.wants(type))
                .toList();
    }

    void clear() {
        byAccount.clear();
    }
}
