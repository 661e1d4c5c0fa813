package dev.fermata.service.member;

/** The member of an address, and whether this call made them. */
public record Known(Member member, boolean created) {}
