package dev.fermata.service.webhook;

import dev.fermata.service.db.Id;

/** Identifies an endpoint, {@code whe_…}. */
public record EndpointId(String value) implements Id {

    static EndpointId next() {
        return new EndpointId(Id.next("whe"));
    }

    @Override
    public String toString() {
        return value;
    }
}
