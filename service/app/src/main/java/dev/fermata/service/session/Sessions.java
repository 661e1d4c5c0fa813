package dev.fermata.service.session;

import dev.fermata.service.db.Secret;
import dev.fermata.service.member.MemberId;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Device sessions: which browser is which, and who is signed in there. What ends or changes here takes effect when the browser's
 * token is next refreshed.
 */
public final class Sessions {

    /** How long a browser is remembered after it was last seen. */
    static final Duration LIFETIME = Duration.ofDays(365);

    private static final Duration TOUCH_INTERVAL = Duration.ofHours(1);
    private static final int MAX_USER_AGENT = 400;

    private final Jdbi jdbi;
    private final InstantSource clock;

    public Sessions(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** The session of the browser that sent this request. Without its cookie the database is not asked. */
    public Optional<DeviceSession> current(ContainerRequestContext request) {
        return SessionCookies.handle(request).flatMap(handle -> jdbi.inTransaction(tx -> seen(tx, handle, request)));
    }

    /** The session that a token was given to, if it has not ended and is still the same member's. */
    public Optional<DeviceSession> of(VerifiedToken token) {
        return jdbi.withHandle(handle -> find(handle, token.session())).filter(token::isOf);
    }

    /** A new session that nobody is signed in to, for a browser that has none. */
    public Started start(ContainerRequestContext request) {
        return jdbi.inTransaction(tx -> start(tx, request.getHeaderString(HttpHeaders.USER_AGENT)));
    }

    public Optional<DeviceSession> find(Handle tx, SessionId id) {
        return dao(tx).byId(id, clock.instant());
    }

    /** The session, which nobody else changes before this transaction ends. */
    public Optional<DeviceSession> lock(Handle tx, SessionId id) {
        return dao(tx).lock(id, clock.instant());
    }

    /**
     * Signs the member in, in this browser, which keeps its handle: for a sign-in that happens while no browser is listening.
     *
     * @return false, and nothing changes, if the session has ended or another member is signed in
     */
    public boolean signIn(Handle tx, SessionId id, MemberId member, String method) {
        return dao(tx).signIn(id, member, method, clock.instant());
    }

    /**
     * Signs the member in, in the browser that is being answered, under a new handle: whoever planted or copied the old one has
     * nothing. The browser keeps its session, with what it bought, unless another member is signed in there.
     */
    public Started signIn(
            Handle tx, Optional<SessionId> browser, MemberId member, String method, @Nullable String userAgent) {
        Optional<DeviceSession> kept = browser.flatMap(id -> lock(tx, id));
        if (kept.isPresent() && signIn(tx, kept.get().id(), member, method)) {
            return renewHandle(tx, kept.get().id());
        }
        kept.ifPresent(session -> end(tx, session.id()));
        Started started = start(tx, userAgent);
        signIn(tx, started.session().id(), member, method);
        return new Started(find(tx, started.session().id()).orElseThrow(), started.handle());
    }

    /** Gives the session a new handle; the old one is worth nothing from now on. The session has not ended. */
    private Started renewHandle(Handle tx, SessionId id) {
        Secret handle = Secret.next();
        Instant now = clock.instant();
        dao(tx).replaceHandle(id, handle.hash(), now, now.plus(LIFETIME));
        return new Started(find(tx, id).orElseThrow(), handle.value());
    }

    /** Notes whose browser this is without letting it use more than it bought itself. Changes nothing where somebody is signed in. */
    public boolean identify(Handle tx, SessionId id, MemberId member) {
        return dao(tx).identify(id, member);
    }

    /** Takes the sign-in away from all the member's browsers but one; they keep what they bought themselves. */
    public int limitOthers(Handle tx, MemberId member, SessionId except) {
        return dao(tx).limitOthers(member, except);
    }

    public void end(Handle tx, SessionId id) {
        dao(tx).end(id, clock.instant());
    }

    /** Ends the sessions of all the member's browsers. */
    public void endAll(Handle tx, MemberId member) {
        dao(tx).endAll(member, clock.instant());
    }

    private Started start(Handle tx, @Nullable String userAgent) {
        Secret handle = Secret.next();
        SessionId id = SessionId.next();
        Instant now = clock.instant();
        dao(tx).insert(id, handle.hash(), shortened(userAgent), now, now.plus(LIFETIME));
        return new Started(find(tx, id).orElseThrow(), handle.value());
    }

    private Optional<DeviceSession> seen(Handle tx, Secret handle, ContainerRequestContext request) {
        Instant now = clock.instant();
        Optional<DeviceSession> session = dao(tx).byHandle(handle.hash(), now);
        boolean due = session.filter(it -> it.lastSeenAt().plus(TOUCH_INTERVAL).isBefore(now))
                .isPresent();
        if (due && dao(tx).touch(session.get().id(), session.get().lastSeenAt(), now, now.plus(LIFETIME))) {
            SessionCookies.renewLater(request, handle);
        }
        return session;
    }

    private static SessionDao dao(Handle tx) {
        return tx.attach(SessionDao.class);
    }

    private static @Nullable String shortened(@Nullable String userAgent) {
        return userAgent == null || userAgent.length() <= MAX_USER_AGENT
                ? userAgent
                : userAgent.substring(0, MAX_USER_AGENT);
    }
}
