package dev.fermata.service.member;

import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Who is known. One address is one member, however it is written and whoever asks first. */
public final class Members {

    private final InstantSource clock;

    public Members(InstantSource clock) {
        this.clock = clock;
    }

    public Optional<Member> find(Handle tx, MemberId id) {
        return tx.attach(MemberDao.class).byId(id);
    }

    public Optional<Member> findByEmail(Handle tx, String email) {
        return tx.attach(MemberDao.class).byEmail(EmailAddress.taken(email).value());
    }

    /**
     * The member of this address, made if there is none; two who ask at once get the same one. The name only goes into a new
     * member. The address counts as unverified until {@link #verifyEmail}. An address that a payment provider took is never refused:
     * there is money behind it.
     */
    public Known ensure(Handle tx, String email, @Nullable String name) {
        EmailAddress address = EmailAddress.taken(email);
        MemberDao dao = tx.attach(MemberDao.class);
        boolean created = dao.byEmail(address.value()).isEmpty()
                && dao.insert(MemberId.next(), address.value(), name, clock.instant());
        return new Known(dao.byEmail(address.value()).orElseThrow(), created);
    }

    /** Notes that the member reads mail at their address; true if that was not known before. */
    public boolean verifyEmail(Handle tx, MemberId id) {
        return tx.attach(MemberDao.class).verifyEmail(id, clock.instant());
    }
}
