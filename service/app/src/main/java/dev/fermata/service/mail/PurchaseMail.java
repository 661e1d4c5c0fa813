package dev.fermata.service.mail;

import java.net.URI;

/**
 * "Your purchase is ready", with a link that signs in on any device.
 *
 * @param purchaseId what the buyer may name when they ask
 * @param termName what was bought, in the words of the offer
 */
public record PurchaseMail(String email, URI base, URI returnUrl, String purchaseId, String termName)
        implements MailRequest {}
