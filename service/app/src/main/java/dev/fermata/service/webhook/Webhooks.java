package dev.fermata.service.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.InstantSource;

/** The package's parts, put together. */
public record Webhooks(Outbox outbox) {

    public static Webhooks of(InstantSource clock, ObjectMapper json) {
        return new Webhooks(new Outbox(clock, json, () -> {}));
    }
}
