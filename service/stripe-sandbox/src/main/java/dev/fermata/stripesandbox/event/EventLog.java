package dev.fermata.stripesandbox.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The events of one account, oldest first, found by id without looking at the others. Guarded by the account's lock. */
final class EventLog {

    private final List<StoredEvent> events = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();

    void add(StoredEvent event) {
        places.put(event.id(), events.size());
        events.add(event);
    }

    List<StoredEvent> all() {
        return List.copyOf(events);
    }

    Optional<StoredEvent> find(String id) {
        return Optional.ofNullable(places.get(id)).map(events::get);
    }

    /** What is younger than this, without a copy. */
    List<StoredEvent> since(long created) {
        return events.subList(firstSince(created), events.size());
    }

    /** Where an event stands in {@link #since}; negative when it is not there. */
    int place(String id, long created) {
        Integer place = places.get(id);
        return place == null ? -1 : place - firstSince(created);
    }

    private int firstSince(long created) {
        int low = 0;
        int high = events.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (events.get(middle).created() < created) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
