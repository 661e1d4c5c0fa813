package dev.fermata.stripesandbox.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.api.Call;
import dev.fermata.stripesandbox.api.Listing;
import dev.fermata.stripesandbox.api.Metadata;
import dev.fermata.stripesandbox.api.Routes;
import dev.fermata.stripesandbox.api.StripeError;
import dev.fermata.stripesandbox.clock.SandboxClock;
import dev.fermata.stripesandbox.object.Account;
import dev.fermata.stripesandbox.object.Ids;
import dev.fermata.stripesandbox.object.Json;
import dev.fermata.stripesandbox.object.Table;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is told about events. The secret is shown once, in the answer to the creation. */
public final class WebhookEndpoints {

    private static final String TYPE = "webhook_endpoint";

    private final SandboxClock clock;
    private final Deliveries deliveries;

    public WebhookEndpoints(SandboxClock clock, Deliveries deliveries) {
        this.clock = clock;
        this.deliveries = deliveries;
    }

    public void register(Routes routes) {
        routes.post("/v1/webhook_endpoints", this::create)
                .get("/v1/webhook_endpoints", this::list)
                .get("/v1/webhook_endpoints/{id}", this::named)
                .post("/v1/webhook_endpoints/{id}", this::update)
                .delete("/v1/webhook_endpoints/{id}", this::delete);
    }

    /** An endpoint that is there from the start, with a secret chosen by whoever runs the sandbox. */
    public void add(Account account, String url, String secret, List<String> types, @Nullable String apiVersion) {
        account.locked(() -> {
            ObjectNode endpoint = account.blank(TYPE, Ids.next("we_"), clock.seconds());
            endpoint.put("url", url);
            endpoint.put("api_version", apiVersion);
            endpoint.put("$secret", secret);
            types.forEach(endpoint.putArray("enabled_events")::add);
            return store(account, endpoint);
        });
    }

    /** Gives the endpoint at an address another secret; the old one signs along for a while. */
    public void roll(Account account, String url, String secret, Duration oldStays) {
        Instant until = clock.instant().plus(oldStays);
        int rolled = deliveries
                .targets()
                .change(account, url, target -> target.rolled(target.secrets().rolled(secret, until)));
        if (rolled == 0) {
            throw new IllegalArgumentException("No webhook endpoint at " + url);
        }
    }

    private ObjectNode create(Call call) {
        ObjectNode endpoint = call.account().blank(TYPE, Ids.next("we_"), clock.seconds());
        apply(call, endpoint);
        call.text("api_version").ifPresent(version -> endpoint.put("api_version", version));
        String secret = "whsec_" + Ids.letters(32);
        endpoint.put("$secret", secret);
        ObjectNode shown = store(call.account(), endpoint).deepCopy();
        return shown.put("secret", secret);
    }

    private ObjectNode update(Call call) {
        ObjectNode endpoint = named(call);
        apply(call, endpoint);
        if (call.params().has("disabled")) {
            endpoint.put("status", call.flag("disabled") ? "disabled" : "enabled");
        }
        subscribe(call.account(), endpoint);
        return endpoint;
    }

    private static void apply(Call call, ObjectNode endpoint) {
        call.text("url").ifPresent(url -> endpoint.put("url", checked(url)));
        JsonNode types = call.params().get("enabled_events");
        if (types != null) {
            endpoint.set("enabled_events", types);
        }
        if (call.params().has("description")) {
            endpoint.put("description", call.text("description").orElse(null));
        }
        Metadata.merge(call, endpoint);
    }

    private static String checked(String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // Told below, like any other address nothing can be posted to.
        }
        throw StripeError.badParam(
                "url_invalid", "url", "Invalid URL: An explicit scheme (such as https) must be provided.");
    }

    private ObjectNode list(Call call) {
        return Listing.page(call, call.account().table(TYPE));
    }

    private ObjectNode named(Call call) {
        return call.named(TYPE, "webhook endpoint", "id");
    }

    private ObjectNode delete(Call call) {
        ObjectNode endpoint = named(call);
        Table table = call.account().table(TYPE);
        table.remove(endpoint);
        deliveries.targets().remove(call.account(), call.id());
        return Json.object().put("id", call.id()).put("object", TYPE).put("deleted", true);
    }

    /** Those it has now, or the one it was made with. */
    private Secrets secrets(ObjectNode endpoint) {
        return deliveries
                .targets()
                .find(endpoint.get("id").asText())
                .map(Target::secrets)
                .orElseGet(() -> Secrets.of(endpoint.get("$secret").asText()));
    }

    private ObjectNode store(Account account, ObjectNode endpoint) {
        account.table(TYPE).add(endpoint);
        subscribe(account, endpoint);
        return endpoint;
    }

    private void subscribe(Account account, ObjectNode endpoint) {
        List<String> types = new ArrayList<>();
        endpoint.get("enabled_events").forEach(type -> types.add(type.asText()));
        deliveries
                .targets()
                .put(
                        account,
                        new Target(
                                endpoint.get("id").asText(),
                                endpoint.get("url").asText(),
                                secrets(endpoint),
                                List.copyOf(types),
                                Json.text(endpoint, "api_version"),
                                "enabled".equals(Json.text(endpoint, "status"))));
    }
}
