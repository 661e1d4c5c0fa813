package dev.fermata.service.mail;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * "Here is the link you asked for."
 *
 * @param browser the device session that asked, if one did
 */
public record SignInMail(String email, URI base, URI returnUrl, @Nullable String browser) implements MailRequest {}
