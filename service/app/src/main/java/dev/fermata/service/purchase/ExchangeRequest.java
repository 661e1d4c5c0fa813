package dev.fermata.service.purchase;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** The token from the return URL. */
record ExchangeRequest(@NotBlank @Size(max = 200) String token) {}
