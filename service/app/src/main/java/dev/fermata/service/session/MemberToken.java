package dev.fermata.service.session;

import java.util.List;

/** A signed token and what it says. */
public record MemberToken(String jwt, AudienceMember member, List<String> resources) {}
