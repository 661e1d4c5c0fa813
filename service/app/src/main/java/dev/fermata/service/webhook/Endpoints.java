package dev.fermata.service.webhook;

import dev.fermata.service.db.MasterKey;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import dev.fermata.service.webhook.Endpoint.Wish;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The endpoints that messages go to, and the secrets they are signed with. */
final class Endpoints {

    /** How long a secret is still signed with after another took its place. */
    static final Duration OVERLAP = Duration.ofHours(24);

    /** Rotated more often within the overlap, the oldest are dropped: each makes a header longer. */
    private static final int MOST_SECRETS = 5;

    private final Jdbi jdbi;
    private final InstantSource clock;
    private final MasterKey masterKey;
    private final Runnable changed;

    /** @param changed is told when there may be something to send that could not be sent before */
    Endpoints(Jdbi jdbi, InstantSource clock, MasterKey masterKey, Runnable changed) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.masterKey = masterKey;
        this.changed = changed;
    }

    /** An endpoint and the secret that its messages are signed with, to be shown this once. */
    record Created(Endpoint endpoint, SigningSecret secret, boolean fresh) {}

    List<Endpoint> all() {
        return jdbi.withExtension(EndpointDao.class, EndpointDao::all);
    }

    Endpoint find(EndpointId id) {
        return jdbi.withExtension(EndpointDao.class, dao -> dao.find(id)).orElseThrow(Endpoints::unknown);
    }

    /** The same key is the same endpoint. */
    Created create(Wish wish, @Nullable String key) {
        return jdbi.inTransaction(tx -> {
            var dao = tx.attach(EndpointDao.class);
            var id = EndpointId.next();
            boolean fresh = dao.insert(
                    id,
                    Objects.requireNonNull(wish.url()),
                    wish.description(),
                    array(Objects.requireNonNullElse(wish.eventTypes(), List.of())),
                    key,
                    key == null ? null : wish.text(),
                    clock.instant());
            return fresh ? new Created(dao.find(id).orElseThrow(), newSecret(dao, id), true) : again(dao, wish, key);
        });
    }

    private Created again(EndpointDao dao, Wish wish, @Nullable String key) {
        Endpoint endpoint = dao.findByKey(Objects.requireNonNull(key)).orElseThrow();
        if (!dao.askedFor(endpoint.id()).equals(wish.text())) {
            throw new ProblemException(
                    ProblemType.IDEMPOTENCY_KEY_REUSED, "This Idempotency-Key was used for another endpoint");
        }
        return new Created(
                endpoint,
                SigningSecret.decrypted(secret(dao, endpoint.id()), masterKey).orElseThrow(),
                false);
    }

    private String secret(EndpointDao dao, EndpointId id) {
        return dao.secrets(id, clock.instant()).get(0);
    }

    /** What waits for an endpoint that is enabled, or has another address now, is sent at once. */
    Endpoint change(EndpointId id, Wish wish) {
        return jdbi.inTransaction(tx -> {
            var dao = tx.attach(EndpointDao.class);
            Endpoint before = dao.lock(id).orElseThrow(Endpoints::unknown);
            Instant now = clock.instant();
            List<String> types = wish.eventTypes();
            dao.change(id, wish.url(), wish.description(), types == null ? null : array(types), wish.enabled(), now);
            Endpoint after = dao.find(id).orElseThrow();
            if (after.enabled() && (!before.enabled() || !before.url().equals(after.url()))) {
                hurry(tx, id, now);
            }
            return after;
        });
    }

    private void hurry(Handle tx, EndpointId id, Instant now) {
        tx.attach(DeliveryDao.class).hurry(id, now);
        tx.afterCommit(changed);
    }

    /** With all that waits for it, and its log. */
    void delete(EndpointId id) {
        jdbi.useTransaction(tx -> {
            if (!tx.attach(EndpointDao.class).delete(id)) {
                throw unknown();
            }
            tx.attach(DeliveryDao.class).deleteOf(id);
        });
    }

    /** A new secret; messages are signed with those before it too, for a day. */
    Created rotate(EndpointId id) {
        return jdbi.inTransaction(tx -> {
            var dao = tx.attach(EndpointDao.class);
            Endpoint endpoint = dao.lock(id).orElseThrow(Endpoints::unknown);
            Instant now = clock.instant();
            dao.expireSecret(id, now.plus(OVERLAP));
            SigningSecret secret = newSecret(dao, id);
            dao.pruneSecrets(id, MOST_SECRETS, now);
            return new Created(endpoint, secret, true);
        });
    }

    private SigningSecret newSecret(EndpointDao dao, EndpointId id) {
        SigningSecret secret = SigningSecret.random();
        dao.insertSecret(id, masterKey.encrypt(secret.value()), clock.instant());
        return secret;
    }

    private static String[] array(List<String> texts) {
        return texts.toArray(String[]::new);
    }

    static ProblemException unknown() {
        return new ProblemException(ProblemType.WEBHOOK_ENDPOINT_NOT_FOUND, "No webhook endpoint has this id");
    }
}
