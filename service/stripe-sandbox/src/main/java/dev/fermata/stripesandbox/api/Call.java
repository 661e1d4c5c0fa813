package dev.fermata.stripesandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.object.Account;
import dev.fermata.stripesandbox.object.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** One request that has been let in: whose it is, which object the path names, and its typed parameters. */
public record Call(Account account, Origin origin, String path, String id, ObjectNode params) {

    public Optional<String> text(String name) {
        return Optional.ofNullable(Json.text(params, name));
    }

    public Optional<Long> number(String name) {
        JsonNode value = params.get(name);
        return value == null || !value.isNumber() ? Optional.empty() : Optional.of(value.asLong());
    }

    public boolean flag(String name) {
        return params.path(name).asBoolean(false);
    }

    /** What to unfold in the answer. */
    public List<String> expand() {
        return StreamSupport.stream(params.path("expand").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** The object the path names, or Stripe's 404. */
    public ObjectNode named(String type, String kind, String param) {
        ObjectNode found = account.table(type).find(id);
        if (found == null) {
            throw StripeError.missing(kind, param, id);
        }
        return found;
    }
}
