package dev.fermata.service.site;

import dev.fermata.service.http.Area;
import dev.fermata.service.http.Origin;
import dev.fermata.service.http.Reached;
import dev.fermata.service.http.TrustedProxies;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import java.net.URI;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how a request reached the service. Forwarded headers are believed from trusted proxies, and from whoever shows a
 * token that may forward; from anyone else they are ignored.
 */
public final class Arrivals {

    static final String SERVER_TOKEN = "Fermata-Server-Token";

    private final Sites sites;
    private final ApiTokens tokens;
    private final TrustedProxies proxies;
    private final URI ownBase;
    private final Origin ownOrigin;

    /** @param own the origin of the public URL */
    public Arrivals(URI publicUrl, Origin own, Sites sites, ApiTokens tokens, TrustedProxies proxies) {
        this.sites = sites;
        this.tokens = tokens;
        this.proxies = proxies;
        this.ownBase = URI.create(publicUrl + "/");
        this.ownOrigin = own;
    }

    /**
     * @param peer the address at the other end of the connection
     * @param header gives a header by its name, or null
     * @throws ProblemException if what is said about the way is wrong, or this way does not lead to this area
     */
    public Reached reached(Area area, String peer, String scheme, UnaryOperator<@Nullable String> header) {
        boolean believed = isBelieved(peer, header);
        String client = believed ? proxies.clientOf(peer, header.apply("X-Forwarded-For")) : peer;
        Optional<Forwarding> through = believed ? forwarding(scheme, header) : Optional.empty();
        if (area != Area.BROWSER && (through.isPresent() || !believed && isThroughAPath(header))) {
            throw new ProblemException(ProblemType.NOT_FOUND, "Only the service's own host answers here");
        }
        return through.map(site -> new Reached(site.base(), site.origin(), client))
                .orElseGet(() -> new Reached(ownBase, callingSite(header), client));
    }

    private boolean isBelieved(String peer, UnaryOperator<@Nullable String> header) {
        String token = header.apply(SERVER_TOKEN);
        if (token == null) {
            return proxies.contains(peer);
        }
        boolean mayForward = tokens.verify(token)
                .filter(found -> found.allows(Scope.FORWARD))
                .isPresent();
        if (!mayForward) {
            throw new ProblemException(
                    ProblemType.API_TOKEN_REQUIRED, SERVER_TOKEN + " is not a token with the scope forward");
        }
        return true;
    }

    /** Empty when the browser sees the service under its own public URL. */
    private Optional<Forwarding> forwarding(String scheme, UnaryOperator<@Nullable String> header) {
        String host = header.apply("X-Forwarded-Host");
        if (host == null) {
            return Optional.empty();
        }
        var forwarding = Forwarding.of(host.strip(), scheme, header);
        if (forwarding.base().equals(ownBase)) {
            return Optional.empty();
        }
        if (!sites.isRegistered(forwarding.origin())) {
            throw new ProblemException(
                    ProblemType.ORIGIN_NOT_REGISTERED,
                    "The request was forwarded from " + forwarding.origin() + ", which is no site's origin");
        }
        return Optional.of(forwarding);
    }

    /** Said by someone who is not believed; where it can only do harm, it counts anyway. */
    private static boolean isThroughAPath(UnaryOperator<@Nullable String> header) {
        return header.apply("X-Forwarded-Prefix") != null;
    }

    /** A page on a registered origin that calls the service across origins, or the service itself. */
    private Origin callingSite(UnaryOperator<@Nullable String> header) {
        return Optional.ofNullable(header.apply("Origin"))
                .flatMap(Origin::parse)
                .filter(sites::isRegistered)
                .orElse(ownOrigin);
    }
}
