package dev.fermata.service.session;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a browser learns about itself; nothing but nulls and an empty list for a stranger. */
record SessionResponse(
        @Nullable SessionView session,
        @Nullable String jwt,
        @Nullable AudienceMember audienceMember,
        List<String> resources) {

    static SessionResponse of(Optional<DeviceSession> session, Optional<MemberToken> token) {
        return new SessionResponse(
                session.map(SessionView::of).orElse(null),
                token.map(MemberToken::jwt).orElse(null),
                token.map(MemberToken::member).orElse(null),
                token.map(MemberToken::resources).orElse(List.of()));
    }
}
