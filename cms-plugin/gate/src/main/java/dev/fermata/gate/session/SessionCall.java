package dev.fermata.gate.session;

import dev.fermata.gate.GateRequest;
import dev.fermata.gate.service.Hashes;
import dev.fermata.gate.service.Origins;
import java.net.URI;
import java.util.Optional;

/**
 * What there is to ask about a browser.
 *
 * @param site the origin that counts
 * @param handle its session's
 * @param token what it has for a token, valid or not
 */
public record SessionCall(URI site, String handle, Optional<String> token, String clientAddress) {

    public static Optional<SessionCall> of(GateRequest request, URI site) {
        return Cookies.handle(request.cookies(), Origins.isSecure(site))
                .map(handle ->
                        new SessionCall(site, handle, Cookies.token(request.cookies()), request.clientAddress()));
    }

    /** The same for the same session on the same site; says nothing to who reads it. */
    String key() {
        return Hashes.of(Origins.text(site) + " " + handle);
    }

    String cookieHeader() {
        return Cookies.header(handle, token, Origins.isSecure(site));
    }
}
