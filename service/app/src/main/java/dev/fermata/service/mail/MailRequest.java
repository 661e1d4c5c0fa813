package dev.fermata.service.mail;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;

/** A mail that is to be sent. What it leads to, the sign-in link, is made when it is sent. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SignInMail.class, name = "sign_in"),
    @JsonSubTypes.Type(value = PurchaseMail.class, name = "purchase")
})
public sealed interface MailRequest permits SignInMail, PurchaseMail {

    /** Where it goes. */
    String email();

    /** The URL, as browsers see it, that {@code login/…} is relative to; ends in a slash. */
    URI base();

    /** Where the reader ends up after the sign-in. */
    URI returnUrl();
}
