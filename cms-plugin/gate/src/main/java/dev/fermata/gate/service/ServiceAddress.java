package dev.fermata.gate.service;

import java.net.URI;

/** Where the service is, be it below a path. */
public record ServiceAddress(URI base) {

    /** @param path absolute as the service has it, with its query if there is one */
    public URI resolve(String path) {
        String text = base.toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
    }
}
