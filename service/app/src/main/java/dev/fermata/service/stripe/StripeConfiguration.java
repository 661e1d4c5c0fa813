package dev.fermata.service.stripe;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fermata.service.http.Origin;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The Stripe account that payments go to. Without an API key nothing can be bought, and everything else works. */
public class StripeConfiguration {

    /** Stripe's own API; anything else must be https in production. */
    public static final URI OFFICIAL_API = URI.create("https://api.stripe.com");

    @NotNull
    private String apiKey = "";

    @NotNull
    private URI apiBase = OFFICIAL_API;

    @NotNull
    private String webhookSecrets = "";

    @NotNull
    private Duration connectTimeout = Duration.seconds(3);

    @NotNull
    private Duration readTimeout = Duration.seconds(8);

    @NotNull
    @MinDuration(value = 31, unit = TimeUnit.MINUTES)
    @MaxDuration(value = 1439, unit = TimeUnit.MINUTES)
    private Duration checkoutLifetime = Duration.hours(1);

    @Min(1)
    @Max(64)
    private int eventWorkers = 4;

    @NotNull
    @MinDuration(value = 1, unit = TimeUnit.MINUTES)
    @MaxDuration(value = 1, unit = TimeUnit.DAYS)
    private Duration webhookPatience = Duration.minutes(15);

    public boolean isConnected() {
        return !apiKey.isBlank();
    }

    /** A restricted key ({@code rk_…}); {@code docs/guide/4-stripe.md} lists what it needs. */
    @JsonProperty
    public String getApiKey() {
        return apiKey;
    }

    @JsonProperty
    public void setApiKey(String apiKey) {
        this.apiKey = apiKey;
    }

    @JsonProperty
    public URI getApiBase() {
        return apiBase;
    }

    /** Where a buyer is sent to pay: Stripe's own pages, and those of a stand-in for its API. */
    public List<Origin> checkoutOrigins() {
        return Stream.of(Optional.of(new Origin("https://checkout.stripe.com")), Origin.of(apiBase))
                .flatMap(Optional::stream)
                .filter(origin -> !Origin.of(OFFICIAL_API).equals(Optional.of(origin)))
                .toList();
    }

    @JsonProperty
    public void setApiBase(URI apiBase) {
        this.apiBase = apiBase;
    }

    /** The signing secrets that are accepted: the current one and, while it is rolled, the previous. */
    public List<String> webhookSecrets() {
        return Stream.of(webhookSecrets.split(","))
                .map(String::strip)
                .filter(secret -> !secret.isEmpty())
                .toList();
    }

    @JsonProperty
    public void setWebhookSecret(String webhookSecrets) {
        this.webhookSecrets = webhookSecrets;
    }

    @JsonProperty
    public Duration getConnectTimeout() {
        return connectTimeout;
    }

    @JsonProperty
    public void setConnectTimeout(Duration connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    @JsonProperty
    public Duration getReadTimeout() {
        return readTimeout;
    }

    @JsonProperty
    public void setReadTimeout(Duration readTimeout) {
        this.readTimeout = readTimeout;
    }

    /** How long a checkout page can be paid; Stripe allows 30 minutes to 24 hours, of which the request takes a moment. */
    @JsonProperty
    public Duration getCheckoutLifetime() {
        return checkoutLifetime;
    }

    @JsonProperty
    public void setCheckoutLifetime(Duration checkoutLifetime) {
        this.checkoutLifetime = checkoutLifetime;
    }

    /** How long after an event the webhook may tell of it; health is red when it is only found in Stripe's list. */
    @JsonProperty
    public Duration getWebhookPatience() {
        return webhookPatience;
    }

    @JsonProperty
    public void setWebhookPatience(Duration webhookPatience) {
        this.webhookPatience = webhookPatience;
    }

    /** How many Stripe events are worked on at once by this instance. */
    @JsonProperty
    public int getEventWorkers() {
        return eventWorkers;
    }

    @JsonProperty
    public void setEventWorkers(int eventWorkers) {
        this.eventWorkers = eventWorkers;
    }
}
