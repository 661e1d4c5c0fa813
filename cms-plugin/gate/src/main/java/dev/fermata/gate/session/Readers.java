package dev.fermata.gate.session;

import dev.fermata.gate.GateRequest;
import dev.fermata.gate.service.Origins;
import dev.fermata.gate.service.Patience;
import dev.fermata.gate.token.MemberTokens;
import dev.fermata.gate.token.PublishedKeys;
import dev.fermata.gate.token.Verdict;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/** Who is reading: by the token if it is valid, which asks nobody, else by the session. */
public final class Readers {

    private final MemberTokens tokens;
    private final PublishedKeys keys;
    private final Sessions sessions;
    private final InstantSource clock;

    public Readers(MemberTokens tokens, PublishedKeys keys, Sessions sessions, InstantSource clock) {
        this.tokens = tokens;
        this.keys = keys;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** @param site the origin that counts */
    public Identity identify(GateRequest request, URI site, Patience patience) {
        Optional<String> token = Cookies.token(request.cookies());
        Verdict verdict = token.isEmpty() ? Verdict.REFUSED : look(token.get(), Origins.text(site), patience);
        if (verdict instanceof Verdict.Genuine genuine) {
            boolean valid = genuine.token().isValidAt(clock.instant());
            if (genuine.fresh() || !valid) {
                SessionCall.of(request, site).ifPresent(call -> sessions.remember(call, genuine.token()));
            }
            if (valid) {
                return Identity.of(genuine.token().reader());
            }
        }
        return SessionCall.of(request, site)
                .map(call -> sessions.identify(call, patience))
                .orElse(canTell(verdict) ? Identity.STRANGER : Identity.UNKNOWN);
    }

    private Verdict look(String token, String origin, Patience patience) {
        Verdict verdict = tokens.look(token, origin);
        if (verdict instanceof Verdict.UnknownKey && patience.await(keys.look())) {
            return tokens.look(token, origin);
        }
        return verdict;
    }

    /** A token can be told from a forged one as soon as any key is known. */
    private boolean canTell(Verdict verdict) {
        return !(verdict instanceof Verdict.UnknownKey) || !keys.isEmpty();
    }
}
