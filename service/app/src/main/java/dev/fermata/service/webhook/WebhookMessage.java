package dev.fermata.service.webhook;

import java.util.Map;

/**
 * What is to be told.
 *
 * @param data the state of what it is about, as it is after the change
 */
public record WebhookMessage(WebhookType type, Map<String, Object> data) {}
