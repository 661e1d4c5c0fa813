package dev.fermata.service.mail;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * "Here is the link you asked for."
 *
 * @param browser the device session that asked, if one did
 * @param data what the site wants remembered, as a JSON object
 */
public record SignInMail(String email, URI base, URI returnUrl, @Nullable String browser, @Nullable String data)
        implements MailRequest {

    public SignInMail askedForBy(String deviceSession) {
        return new SignInMail(email, base, returnUrl, deviceSession, data);
    }
}
