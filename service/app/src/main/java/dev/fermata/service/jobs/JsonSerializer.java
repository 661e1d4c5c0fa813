package dev.fermata.service.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Keeps what a task is to know as JSON, which a person can read in the queue and a newer version can still understand. */
record JsonSerializer(ObjectMapper json) implements Serializer {

    @Override
    public byte[] serialize(@Nullable Object work) {
        try {
            return json.writeValueAsBytes(work);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public <T> @Nullable T deserialize(Class<T> type, byte @Nullable [] stored) {
        if (stored == null) {
            return null;
        }
        try {
            return json.readValue(stored, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
