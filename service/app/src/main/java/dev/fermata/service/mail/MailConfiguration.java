package dev.fermata.service.mail;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;

/** The SMTP server that mail is handed to. Without a host, mail waits in the queue and health says so. */
public class MailConfiguration {

    @NotNull
    private String host = "";

    @Min(1)
    @Max(65535)
    private int port = 587;

    @NotNull
    private String user = "";

    @NotNull
    private String password = "";

    @NotEmpty
    private String from = "Fermata <no-reply@localhost>";

    public boolean isConfigured() {
        return !host.isBlank();
    }

    @JsonProperty
    public String getHost() {
        return host;
    }

    @JsonProperty
    public void setHost(String host) {
        this.host = host;
    }

    @JsonProperty
    public int getPort() {
        return port;
    }

    @JsonProperty
    public void setPort(int port) {
        this.port = port;
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

    /** The sender, as an address or {@code Name <address>}. */
    @JsonProperty
    public String getFrom() {
        return from;
    }

    @JsonProperty
    public void setFrom(String from) {
        this.from = from;
    }
}
