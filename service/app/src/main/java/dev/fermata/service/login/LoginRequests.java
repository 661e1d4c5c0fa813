package dev.fermata.service.login;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fermata.service.db.Id;
import dev.fermata.service.db.Secret;
import dev.fermata.service.http.Reached;
import dev.fermata.service.mail.Mails;
import dev.fermata.service.mail.SignInMail;
import dev.fermata.service.member.EmailAddress;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import dev.fermata.service.site.Sites;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Asking for a link by mail. Whether the address belongs to a member is never looked up, so nothing about the answer can tell; and
 * an address gets one mail a minute and five an hour, whoever asks and from wherever.
 */
public final class LoginRequests {

    private static final Duration PAUSE = Duration.ofSeconds(60);
    private static final int PER_HOUR = 5;

    private static final int MAX_DATA = 8192;

    private final Jdbi jdbi;
    private final Mails mails;
    private final Sites sites;
    private final InstantSource clock;
    private final ObjectMapper json;

    public LoginRequests(Jdbi jdbi, Mails mails, Sites sites, InstantSource clock, ObjectMapper json) {
        this.jdbi = jdbi;
        this.mails = mails;
        this.sites = sites;
        this.clock = clock;
        this.json = json;
    }

    /**
     * The mail that was asked for, not yet sent.
     *
     * @throws ProblemException that names the field which cannot be accepted
     */
    SignInMail mail(MagicLinkRequest asked, Reached reached) {
        EmailAddress address = EmailAddress.parse(asked.email())
                .orElseThrow(() -> ProblemException.invalid("/email", "is not an e-mail address"));
        URI returnUrl = asked.returnUrl() == null
                ? URI.create(reached.site() + "/")
                : sites.returnUrl(asked.returnUrl(), "/return_url");
        return new SignInMail(address.value(), reached.base(), returnUrl, null, written(asked.data()));
    }

    /** Another mail to where this link went, however long ago. */
    SignInMail again(Secret token, Reached reached) {
        LoginLink link = jdbi.withExtension(LoginLinkDao.class, dao -> dao.byHash(token.hash()))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.LOGIN_LINK_UNKNOWN, "Type the address that the link is to go to"));
        return new SignInMail(link.email(), reached.base(), link.returnsTo(), null, null);
    }

    /** Has the mail sent, or does nothing if the address got enough of them. */
    void request(SignInMail mail) {
        jdbi.useTransaction(tx -> {
            if (mayReceive(tx, mail.email())) {
                tx.attach(LoginLinkDao.class).insertRequest(Id.next("lrq"), mail.email(), clock.instant());
                mails.queue(tx, mail);
            }
        });
    }

    private @Nullable String written(@Nullable Map<String, Object> data) {
        if (data == null) {
            return null;
        }
        try {
            String text = json.writeValueAsString(data);
            if (text.length() > MAX_DATA) {
                throw ProblemException.invalid("/data", "is longer than " + MAX_DATA + " characters");
            }
            return text;
        } catch (JsonProcessingException e) {
            throw ProblemException.invalid("/data", "cannot be written as JSON");
        }
    }

    private boolean mayReceive(Handle tx, String email) {
        LoginLinkDao dao = tx.attach(LoginLinkDao.class);
        Instant now = clock.instant();
        return dao.lockAddress(email)
                && dao.requestsSince(email, now.minus(PAUSE)) == 0
                && dao.requestsSince(email, now.minus(Duration.ofHours(1))) < PER_HOUR;
    }
}
