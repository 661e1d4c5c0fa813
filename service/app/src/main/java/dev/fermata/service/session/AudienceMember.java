package dev.fermata.service.session;

import dev.fermata.service.member.Member;
import dev.fermata.service.member.MemberId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A member as their browser sees them. Where nobody signed in, that is no more than the address, which was typed there. */
public record AudienceMember(MemberId id, String email, @Nullable String name, boolean emailVerified) {

    public static AudienceMember of(Member member, DeviceSession session) {
        return session.isAuthenticated()
                ? new AudienceMember(member.id(), member.email(), member.name(), member.isEmailVerified())
                : new AudienceMember(member.id(), member.email(), null, false);
    }

    Map<String, @Nullable Object> toClaim() {
        Map<String, @Nullable Object> claim = new LinkedHashMap<>();
        claim.put("id", id.value());
        claim.put("email", email);
        claim.put("name", name);
        claim.put("email_verified", emailVerified);
        return claim;
    }
}
