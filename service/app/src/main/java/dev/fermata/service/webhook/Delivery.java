package dev.fermata.service.webhook;

import java.util.List;

/**
 * A message that is to be sent to an endpoint now.
 *
 * @param attempts including this one
 * @param secrets to sign with, encrypted, the newest first
 */
public record Delivery(
        String messageId, EndpointId endpointId, int attempts, String body, String url, List<String> secrets) {}
