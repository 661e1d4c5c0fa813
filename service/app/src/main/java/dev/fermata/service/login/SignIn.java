package dev.fermata.service.login;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fermata.service.db.Secret;
import dev.fermata.service.member.History;
import dev.fermata.service.member.MemberId;
import dev.fermata.service.member.Members;
import dev.fermata.service.session.SessionId;
import dev.fermata.service.session.Sessions;
import dev.fermata.service.session.Started;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Signing in with a mailed link: only in the browser that confirms it. The first time proves the address, and whoever claimed it
 * before without proof, by paying with it say, keeps no more than they bought.
 */
public final class SignIn {

    static final String METHOD = "magic-link";

    private final Jdbi jdbi;
    private final LoginLinks links;
    private final Members members;
    private final Sessions sessions;
    private final History history;
    private final ObjectMapper json;

    public SignIn(Jdbi jdbi, LoginLinks links, Members members, Sessions sessions, History history, ObjectMapper json) {
        this.jdbi = jdbi;
        this.links = links;
        this.members = members;
        this.sessions = sessions;
        this.history = history;
        this.json = json;
    }

    /**
     * Uses the link and signs its member in, who is made if the address is new.
     *
     * @param browser the session that the confirming browser has, if any
     * @throws dev.fermata.service.problem.ProblemException if the link is unknown, used or expired; then nothing changes
     */
    SignedIn confirm(Secret token, Optional<SessionId> browser, @Nullable String userAgent) {
        return jdbi.inTransaction(tx -> {
            LoginLink link = links.use(tx, token);
            MemberId member = members.ensure(tx, link.email(), null).member().id();
            boolean firstProof = members.verifyEmail(tx, member);
            Started started = sessions.signIn(tx, browser, member, METHOD, userAgent);
            if (firstProof) {
                sessions.limitOthers(tx, member, started.session().id());
            }
            remember(tx, member, link);
            return new SignedIn(started, link.returnsTo());
        });
    }

    private void remember(Handle tx, MemberId member, LoginLink link) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("method", METHOD);
        if (link.data() != null) {
            entry.put("data", parsed(link.data()));
        }
        history.record(tx, "login", member, null, entry);
    }

    private JsonNode parsed(String data) {
        try {
            return json.readTree(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The database holds JSON that cannot be read", e);
        }
    }
}
