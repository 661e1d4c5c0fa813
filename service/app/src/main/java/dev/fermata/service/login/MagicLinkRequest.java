package dev.fermata.service.login;

import dev.fermata.service.member.EmailAddress;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST api/login/magic-links}. */
record MagicLinkRequest(
        @NotBlank @Size(max = EmailAddress.MAX_LENGTH) String email,
        @Nullable @Size(max = 2000) String returnUrl,
        @Nullable @Size(max = 50) Map<@Size(max = 100) String, @Nullable Object> data) {}
