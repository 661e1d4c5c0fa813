package dev.fermata.demo.site;

import java.net.URI;
import java.time.Duration;

/**
 * Where the site finds its neighbours, and the token that makes the service believe what the site forwards.
 *
 * @param port the site's own port; 0 takes any free one
 * @param patience how long a reader waits for the service before being told that it does not answer
 */
public record SiteSettings(int port, URI service, URI stripe, URI mailbox, String serverToken, Duration patience) {}
