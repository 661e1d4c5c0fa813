package dev.fermata.service.webhook;

/** How far a message has come on its way to an endpoint. */
enum DeliveryState {
    /** It is sent, now or later; while the endpoint is disabled it waits. */
    PENDING,
    /** The endpoint answered 2xx. */
    DELIVERED,
    /** It was sent as often as it is, and did not arrive; or the endpoint answered 410. */
    FAILED
}
