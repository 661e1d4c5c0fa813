package dev.fermata.service.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.constraints.NotNull;
import java.util.concurrent.TimeUnit;

/** How long the keys live that member tokens are signed with. */
public class SessionConfiguration {

    @NotNull
    @MinDuration(value = 1, unit = TimeUnit.DAYS)
    private Duration keyRotation = Duration.days(90);

    @NotNull
    @MinDuration(value = 10, unit = TimeUnit.MINUTES)
    private Duration keyRetirement = Duration.days(1);

    /** The age at which the active key is replaced. */
    @JsonProperty
    public Duration getKeyRotation() {
        return keyRotation;
    }

    @JsonProperty
    public void setKeyRotation(Duration keyRotation) {
        this.keyRotation = keyRotation;
    }

    /** How long a replaced key still verifies. Tokens live five minutes; the rest is for those who cache the published keys. */
    @JsonProperty
    public Duration getKeyRetirement() {
        return keyRetirement;
    }

    @JsonProperty
    public void setKeyRetirement(Duration keyRetirement) {
        this.keyRetirement = keyRetirement;
    }
}
