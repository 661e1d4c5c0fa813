package dev.fermata.service.stripe;

/**
 * What to do about one type of event. The event says only which object to look at: what is true of it is asked of Stripe, so a
 * repeated, late or early event does no harm.
 */
interface StripeEventHandler {

    /** Stripe's name for it, such as {@code checkout.session.completed}. */
    String type();

    /**
     * Brings our side to where Stripe's is.
     *
     * @return false if the object is not one that we caused
     */
    boolean handle(String objectId);
}
