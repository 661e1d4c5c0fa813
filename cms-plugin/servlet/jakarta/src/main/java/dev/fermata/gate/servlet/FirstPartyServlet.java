package dev.fermata.gate.servlet;

import dev.fermata.gate.proxy.FirstPartyProxy;
import dev.fermata.gate.proxy.ProxyAnswer;
import dev.fermata.gate.proxy.ProxyRequest;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Serves {@code /_fermata/*} from the service, both ways as the bytes arrive. What may pass, {@link FirstPartyProxy} decides by the path
 * as it was sent. For hosts that register servlets themselves; {@link FermataFilter} brings its own.
 */
public final class FirstPartyServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int PIECE = 16_384;

    private final transient @Nullable FirstPartyProxy given;
    private transient TrustedProxies proxies;
    private transient @Nullable FirstPartyProxy proxy;

    /** To be set up by init parameters, which are those of the filter. */
    public FirstPartyServlet() {
        this.given = null;
        this.proxies = TrustedProxies.none();
    }

    /** Leaves the proxy open when it ends. */
    public FirstPartyServlet(FirstPartyProxy proxy, TrustedProxies proxies) {
        this.given = proxy;
        this.proxy = proxy;
        this.proxies = proxies;
    }

    @Override
    public void init() throws ServletException {
        if (given == null) {
            try {
                InitParameters parameters = new InitParameters(this::getInitParameter);
                proxies = FilterSettings.of(parameters).trustedProxies();
                proxy = FirstPartyProxy.of(FilterSettings.gate(parameters));
            } catch (IllegalArgumentException e) {
                throw new ServletException("Fermata: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public void destroy() {
        if (given == null && proxy != null) {
            proxy.close();
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (proxy == null) {
            throw new IllegalStateException("init() was not called");
        }
        try (ProxyAnswer answer = proxy.answer(asked(request))) {
            response.setStatus(answer.status());
            answer.headers().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
            if (!request.getMethod().equals("HEAD")) {
                pass(answer.body(), response.getOutputStream());
            }
        }
    }

    /** Whether a request is for this path, however it is spelled; what is spelled oddly is refused. */
    static boolean isFor(HttpServletRequest request, FirstPartyProxy proxy) {
        return proxy.answers(rawPath(request)) || proxy.answers(Paths.of(request));
    }

    private ProxyRequest asked(HttpServletRequest request) throws IOException {
        Visitor visitor = Visitor.of(request, proxies);
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, Collections.list(request.getHeaders(name)));
        }
        return new ProxyRequest(
                request.getMethod(),
                rawPath(request),
                request.getQueryString(),
                headers,
                request.getInputStream(),
                visitor.origin(),
                visitor.address());
    }

    /** Still encoded, with the parameters of its segments; without the path of this web application. */
    private static String rawPath(HttpServletRequest request) {
        String path = request.getRequestURI();
        String context = request.getContextPath();
        return path.startsWith(context) ? path.substring(context.length()) : path;
    }

    /** Piece by piece: what has arrived is not kept waiting for what has not. */
    private static void pass(InputStream from, OutputStream to) throws IOException {
        byte[] piece = new byte[PIECE];
        for (int length = from.read(piece); length >= 0; length = from.read(piece)) {
            to.write(piece, 0, length);
            if (from.available() == 0) {
                to.flush();
            }
        }
    }
}
