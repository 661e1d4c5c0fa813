package dev.fermata.stripesandbox.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One Stripe account in one mode: its objects, and the one lock under which they are read and changed. */
public final class Account {

    private final String id;
    private final boolean livemode;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Table> tables = new HashMap<>();

    Account(String id, boolean livemode) {
        this.id = id;
        this.livemode = livemode;
    }

    public String id() {
        return id;
    }

    public boolean livemode() {
        return livemode;
    }

    /** {@code test} or {@code live}, as it stands inside ids. */
    public String mode() {
        return livemode ? "live" : "test";
    }

    public <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    public Table table(String type) {
        return tables.computeIfAbsent(type, name -> new Table());
    }

    /** A new object of this account: template, id, mode and creation time filled in; not stored yet. */
    public ObjectNode blank(String type, String id, long created) {
        ObjectNode object = Blank.of(type);
        object.put("id", id);
        object.put("created", created);
        if (object.has("livemode")) {
            object.put("livemode", livemode);
        }
        return object;
    }
}
