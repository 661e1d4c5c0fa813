package dev.fermata.service.db;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Where the data lives: a PostgreSQL named by a JDBC URL, or an embedded one in a directory when no URL is given. */
public class DatabaseConfiguration {

    @NotNull
    private String url = "";

    @NotNull
    private String user = "";

    @NotNull
    private String password = "";

    @NotNull
    private Path dataDirectory = Path.of("data");

    @Min(0)
    @Max(65535)
    private int embeddedPort = 0;

    @Min(4)
    private int maxConnections = 32;

    @NotNull
    @MinDuration(value = 1, unit = TimeUnit.SECONDS)
    private Duration connectionTimeout = Duration.seconds(3);

    @NotNull
    @MinDuration(value = 2, unit = TimeUnit.SECONDS)
    private Duration statementTimeout = Duration.seconds(4);

    /** True when no URL is configured. */
    public boolean isEmbedded() {
        return url.isBlank();
    }

    @JsonProperty
    public String getUrl() {
        return url;
    }

    @JsonProperty
    public void setUrl(String url) {
        this.url = url;
    }

    @JsonProperty
    public String getUser() {
        return user;
    }

    @JsonProperty
    public void setUser(String user) {
        this.user = user;
    }

    @JsonProperty
    public String getPassword() {
        return password;
    }

    @JsonProperty
    public void setPassword(String password) {
        this.password = password;
    }

    /** The embedded database keeps everything below this directory; it survives a restart. */
    @JsonProperty
    public Path getDataDirectory() {
        return dataDirectory;
    }

    @JsonProperty
    public void setDataDirectory(Path dataDirectory) {
        this.dataDirectory = dataDirectory;
    }

    /** The embedded database's port on the loopback interface; 0 takes a free one. */
    @JsonProperty
    public int getEmbeddedPort() {
        return embeddedPort;
    }

    @JsonProperty
    public void setEmbeddedPort(int embeddedPort) {
        this.embeddedPort = embeddedPort;
    }

    @JsonProperty
    public int getMaxConnections() {
        return maxConnections;
    }

    @JsonProperty
    public void setMaxConnections(int maxConnections) {
        this.maxConnections = maxConnections;
    }

    /** How long a request waits for a connection before it is answered with {@code database-unavailable}. */
    @JsonProperty
    public Duration getConnectionTimeout() {
        return connectionTimeout;
    }

    @JsonProperty
    public void setConnectionTimeout(Duration connectionTimeout) {
        this.connectionTimeout = connectionTimeout;
    }

    /** How long one statement may take, and one second less how long it may wait for a lock, before it is given up. */
    @JsonProperty
    public Duration getStatementTimeout() {
        return statementTimeout;
    }

    @JsonProperty
    public void setStatementTimeout(Duration statementTimeout) {
        this.statementTimeout = statementTimeout;
    }
}
