package dev.fermata.stripesandbox.control;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages away from the levers. In a browser only the sandbox's own pages can move anything, and no page can
 * read anything under a foreign name that leads to this machine (DNS rebinding). Programs are not hindered: they name
 * no origin.
 */
final class PageGuard {

    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> ELSEWHERE = Set.of("cross-site", "same-site");

    private final Optional<URI> publicUrl;

    /** @param publicUrl where else the sandbox is reached; null for nowhere */
    PageGuard(@Nullable String publicUrl) {
        this.publicUrl = Optional.ofNullable(publicUrl).map(URI::create);
    }

    /** Why this request is refused; empty when it may pass. */
    Optional<String> refusal(Request request) {
        if (!isOwnName(Request.getServerName(request))) {
            return Optional.of("The sandbox does not answer under this host name; use localhost or the public URL");
        }
        if (!isRead(request) && isFromAnotherPage(request)) {
            return Optional.of("Only programs and the sandbox's own pages may do this, not another web page");
        }
        return Optional.empty();
    }

    private boolean isOwnName(String host) {
        return LOCAL.contains(host.toLowerCase(Locale.ROOT))
                || publicUrl.map(URI::getHost).filter(host::equalsIgnoreCase).isPresent();
    }

    private static boolean isRead(Request request) {
        return HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
    }

    private boolean isFromAnotherPage(Request request) {
        String site = request.getHeaders().get("Sec-Fetch-Site");
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        return site != null && ELSEWHERE.contains(site) || origin != null && !isOwnOrigin(request, origin);
    }

    /** The public URL counts too: a proxy in front may have changed the scheme or the host. */
    private boolean isOwnOrigin(Request request, String origin) {
        String own =
                request.getHttpURI().getScheme() + "://" + request.getHeaders().get(HttpHeader.HOST);
        return origin.equalsIgnoreCase(own)
                || publicUrl
                        .map(url -> url.getScheme() + "://" + url.getAuthority())
                        .filter(origin::equalsIgnoreCase)
                        .isPresent();
    }
}
