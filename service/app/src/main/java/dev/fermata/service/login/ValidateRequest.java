package dev.fermata.service.login;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** The body of {@code POST api/login/magic-links/validate}. */
record ValidateRequest(@NotBlank @Size(max = 200) String token) {}
