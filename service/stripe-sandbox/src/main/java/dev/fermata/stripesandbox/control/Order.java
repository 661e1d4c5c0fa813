package dev.fermata.stripesandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.object.Json;
import java.util.Locale;
import java.util.Optional;

/** One pull at a lever: what the path names, and the values sent along as JSON or as a form. */
record Order(String id, ObjectNode values) {

    Optional<String> text(String name) {
        return Optional.ofNullable(Json.text(values, name)).filter(value -> !value.isEmpty());
    }

    String required(String name) {
        return text(name).orElseThrow(() -> new IllegalArgumentException("Say " + name));
    }

    long number(String name, long otherwise) {
        try {
            return text(name).map(Long::parseLong).orElse(otherwise);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is no whole number", e);
        }
    }

    Optional<Boolean> flag(String name) {
        return text(name).map(value -> switch (value) {
            case "true", "on" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(name + " is true or false");
        });
    }

    <E extends Enum<E>> E oneOf(Class<E> type, String name, E otherwise) {
        JsonNode given = values.get(name);
        if (given == null || given.asText().isEmpty()) {
            return otherwise;
        }
        try {
            return Enum.valueOf(type, given.asText().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("No " + name + " '" + given.asText() + "'", e);
        }
    }
}
