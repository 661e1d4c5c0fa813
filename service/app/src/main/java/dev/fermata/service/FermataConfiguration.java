package dev.fermata.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fermata.service.db.DatabaseConfiguration;
import dev.fermata.service.mail.MailConfiguration;
import dev.fermata.service.session.SessionConfiguration;
import dev.fermata.service.stripe.StripeConfiguration;
import dev.fermata.service.webhook.WebhookConfiguration;
import io.dropwizard.core.Configuration;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** The service's one YAML file; {@code fermata.yml} lists every setting with its environment variable and what it does. */
public class FermataConfiguration extends Configuration {

    /** How strict the service is about its surroundings: production refuses what only makes sense on one's own machine. */
    public enum Stage {
        DEVELOPMENT,
        PRODUCTION
    }

    @NotNull
    private Stage environment = Stage.DEVELOPMENT;

    @NotNull
    private URI publicUrl = URI.create("http://localhost:8090");

    private String masterKey = "";
    private String apiToken = "";
    private String trustedProxies = "";
    private String catalogueFile = "";

    private boolean rateLimits = true;

    @Valid
    @NotNull
    private DatabaseConfiguration database = new DatabaseConfiguration();

    @Valid
    @NotNull
    private StripeConfiguration stripe = new StripeConfiguration();

    @Valid
    @NotNull
    private MailConfiguration mail = new MailConfiguration();

    @Valid
    @NotNull
    private SessionConfiguration session = new SessionConfiguration();

    @Valid
    @NotNull
    private WebhookConfiguration webhooks = new WebhookConfiguration();

    @JsonProperty
    public Stage getEnvironment() {
        return environment;
    }

    @JsonProperty
    public void setEnvironment(Stage environment) {
        this.environment = environment;
    }

    public boolean isProduction() {
        return environment == Stage.PRODUCTION;
    }

    /** Where the service itself is reached, without a trailing slash. */
    @JsonProperty
    public URI getPublicUrl() {
        return publicUrl;
    }

    @JsonProperty
    public void setPublicUrl(URI publicUrl) {
        this.publicUrl = URI.create(publicUrl.toString().replaceAll("/+$", ""));
    }

    /** Encrypts keys at rest: 32 bytes in base64, or empty with the embedded database, which then keeps its own. */
    @JsonProperty
    public String getMasterKey() {
        return masterKey;
    }

    @JsonProperty
    public void setMasterKey(String masterKey) {
        this.masterKey = masterKey;
    }

    /** An API token with every scope that exists from the first start on, or empty. */
    @JsonProperty
    public String getApiToken() {
        return apiToken;
    }

    @JsonProperty
    public void setApiToken(String apiToken) {
        this.apiToken = apiToken;
    }

    /** Addresses or CIDR blocks whose forwarded headers are believed. */
    public List<String> trustedProxies() {
        return Stream.of(trustedProxies.split(","))
                .map(String::strip)
                .filter(block -> !block.isEmpty())
                .toList();
    }

    @JsonProperty
    public void setTrustedProxies(String trustedProxies) {
        this.trustedProxies = trustedProxies;
    }

    /** The YAML file with catalogue and sites that is imported at start, or empty. */
    @JsonProperty
    public String getCatalogueFile() {
        return catalogueFile;
    }

    @JsonProperty
    public void setCatalogueFile(String catalogueFile) {
        this.catalogueFile = catalogueFile;
    }

    /** Whether clients are held to limits; without, something in front of the service has to do it. */
    @JsonProperty
    public boolean isRateLimits() {
        return rateLimits;
    }

    @JsonProperty
    public void setRateLimits(boolean rateLimits) {
        this.rateLimits = rateLimits;
    }

    @JsonProperty
    public DatabaseConfiguration getDatabase() {
        return database;
    }

    @JsonProperty
    public void setDatabase(DatabaseConfiguration database) {
        this.database = database;
    }

    @JsonProperty
    public StripeConfiguration getStripe() {
        return stripe;
    }

    @JsonProperty
    public void setStripe(StripeConfiguration stripe) {
        this.stripe = stripe;
    }

    @JsonProperty
    public MailConfiguration getMail() {
        return mail;
    }

    @JsonProperty
    public void setMail(MailConfiguration mail) {
        this.mail = mail;
    }

    @JsonProperty
    public SessionConfiguration getSession() {
        return session;
    }

    @JsonProperty
    public void setSession(SessionConfiguration session) {
        this.session = session;
    }

    @JsonProperty
    public WebhookConfiguration getWebhooks() {
        return webhooks;
    }

    @JsonProperty
    public void setWebhooks(WebhookConfiguration webhooks) {
        this.webhooks = webhooks;
    }
}
