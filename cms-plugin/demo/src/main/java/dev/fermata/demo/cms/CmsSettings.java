package dev.fermata.demo.cms;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the CMS is to be, and where it finds the service.
 *
 * @param port its own
 * @param service as the CMS reaches it
 * @param serverToken makes the service believe what the CMS forwards
 * @param origins the site's, the usual one first
 * @param files the CMS as Maven has brought it
 * @param directory where its state and its logs go
 */
public record CmsSettings(
        int port, URI service, String serverToken, List<String> origins, CmsFiles files, Path directory) {

    public CmsSettings {
        origins = List.copyOf(origins);
    }

    URI address() {
        return URI.create("http://localhost:" + port);
    }

    Path home() {
        return directory.resolve("cms");
    }
}
