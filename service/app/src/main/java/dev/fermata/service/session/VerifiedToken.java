package dev.fermata.service.session;

import dev.fermata.service.member.MemberId;
import java.time.Instant;

/** What a member token says that holds: whose browser it was given to, and until when its word counts. */
public record VerifiedToken(SessionId session, MemberId member, Instant expiresAt) {

    /** Whether it was given to this session, for the member who is known there now. */
    public boolean isOf(DeviceSession other) {
        return session.equals(other.id()) && member.equals(other.memberId());
    }
}
