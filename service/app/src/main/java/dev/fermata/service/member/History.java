package dev.fermata.service.member;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fermata.service.db.Id;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What happened to a member and what their browsers reported. Entries are only ever added. */
public final class History {

    /** Types that say what the service knows to be true; no browser can report them. */
    public static final Set<String> OWN_TYPES = Set.of("purchase", "refund", "money_back", "login");

    private final InstantSource clock;
    private final ObjectMapper json;

    public History(InstantSource clock, ObjectMapper json) {
        this.clock = clock;
        this.json = json;
    }

    /** Adds an entry; false if it is of the type {@code purchase} and this purchase has one already, and then nothing is added. */
    public boolean record(
            Handle tx, String type, MemberId member, @Nullable String purchaseId, Map<String, Object> data) {
        return dao(tx).insert(nextId(), type, member, purchaseId, null, null, write(data), clock.instant());
    }

    /** Adds what a browser reported and returns the entry's id. */
    public String track(Handle tx, String type, @Nullable MemberId member, Visit visit, Map<String, Object> data) {
        String id = nextId();
        dao(tx).insert(id, type, member, null, visit.deviceId(), visit.sessionId(), write(data), clock.instant());
        return id;
    }

    private static HistoryDao dao(Handle tx) {
        return tx.attach(HistoryDao.class);
    }

    private static String nextId() {
        return Id.next("evt");
    }

    private String write(Map<String, Object> data) {
        try {
            return json.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
