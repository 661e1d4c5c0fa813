package dev.fermata.service.login;

import dev.fermata.service.db.Secret;
import dev.fermata.service.mail.MailRequest;
import dev.fermata.service.mail.PurchaseMail;
import dev.fermata.service.mail.SignInMail;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import dev.fermata.service.session.SessionId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The links in mails: made when the mail is sent, looked at as often as one likes, used once. */
public final class LoginLinks {

    private static final Duration ASKED_FOR_LIFETIME = Duration.ofMinutes(15);
    private static final Duration PURCHASE_LIFETIME = Duration.ofHours(24);
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final Jdbi jdbi;
    private final InstantSource clock;

    public LoginLinks(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** A new link for this mail. Its token is in the link and nowhere else. */
    public URI create(MailRequest mail) {
        Secret token = Secret.next();
        Instant now = clock.instant();
        String returnUrl = mail.returnUrl().toString();
        jdbi.useExtension(LoginLinkDao.class, dao -> {
            if (mail instanceof SignInMail asked) {
                Instant expiry = now.plus(ASKED_FOR_LIFETIME);
                SessionId browser = asked.browser() == null ? null : new SessionId(asked.browser());
                dao.insert(token.hash(), asked.email(), browser, returnUrl, asked.data(), now, expiry);
            } else if (mail instanceof PurchaseMail) {
                dao.insert(token.hash(), mail.email(), null, returnUrl, null, now, now.plus(PURCHASE_LIFETIME));
            }
        });
        return mail.base().resolve("login/confirm?token=" + token.value());
    }

    /** The link, in whatever state; looking changes nothing. */
    Optional<LoginLink> find(Secret token) {
        return jdbi.withExtension(LoginLinkDao.class, dao -> dao.byHash(token.hash()));
    }

    /** Why the link cannot be used; empty if it can. */
    Optional<ProblemException> obstacle(Optional<LoginLink> link) {
        if (link.isEmpty()) {
            return Optional.of(
                    new ProblemException(ProblemType.LOGIN_LINK_UNKNOWN, "Check that the whole link was opened"));
        }
        if (link.get().isUsed()) {
            return Optional.of(
                    new ProblemException(ProblemType.LOGIN_LINK_USED, "A link works once. Ask for a new one"));
        }
        return link.get().isExpiredAt(clock.instant())
                ? Optional.of(new ProblemException(ProblemType.LOGIN_LINK_EXPIRED, "Ask for a new one"))
                : Optional.empty();
    }

    /** Uses the link up. Of any number that try at once, one succeeds; the others get the problem that says why not. */
    LoginLink use(Handle tx, Secret token) {
        LoginLinkDao dao = tx.attach(LoginLinkDao.class);
        boolean used = dao.use(token.hash(), clock.instant());
        Optional<LoginLink> link = dao.byHash(token.hash());
        if (!used) {
            throw obstacle(link).orElseThrow();
        }
        return link.orElseThrow();
    }

    /** Forgets links that nobody will open any more, and requests that no longer count. */
    public void prune() {
        Instant now = clock.instant();
        jdbi.useExtension(LoginLinkDao.class, dao -> {
            dao.deleteLinks(now.minus(REMEMBERED));
            dao.deleteRequests(now.minus(Duration.ofDays(1)));
        });
    }
}
