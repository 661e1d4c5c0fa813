package dev.fermata.service.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.stream.Stream;

/** Where webhooks may go. */
public class WebhookConfiguration {

    @NotNull
    private String allowedNetworks = "";

    /** Addresses or CIDR blocks that endpoints may be in although they are not public. */
    public List<String> allowedNetworks() {
        return Stream.of(allowedNetworks.split(","))
                .map(String::strip)
                .filter(block -> !block.isEmpty())
                .toList();
    }

    @JsonProperty
    public void setAllowedNetworks(String allowedNetworks) {
        this.allowedNetworks = allowedNetworks;
    }
}
