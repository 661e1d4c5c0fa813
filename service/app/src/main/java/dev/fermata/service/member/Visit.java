package dev.fermata.service.member;

import org.jspecify.annotations.Nullable;

/** The ids that the browser SDK gives itself: one for the device, one for a stretch of reading. Nothing is granted by them. */
public record Visit(@Nullable String deviceId, @Nullable String sessionId) {}
