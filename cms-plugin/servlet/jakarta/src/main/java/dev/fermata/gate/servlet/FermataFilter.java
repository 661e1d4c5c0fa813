package dev.fermata.gate.servlet;

import dev.fermata.gate.Gate;
import dev.fermata.gate.GateSettings;
import dev.fermata.gate.Gates;
import dev.fermata.gate.block.SharedBlocks;
import dev.fermata.gate.proxy.FirstPartyProxy;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The gate in front of a web application: of every page and JSON answer, each visitor gets the version that they may read, and a page that
 * can't be cut is not sent. Serves the site's path {@code /_fermata/} as well.
 *
 * <p>Stands before everything that keeps pages. Register it for the dispatches {@code REQUEST}, {@code ASYNC} and {@code ERROR}.
 */
public final class FermataFilter implements Filter {

    /**
     * The request attribute that tells the application that the filter is there, and that it may write protected parts between marks. It is
     * the same for every visitor.
     */
    public static final String PROMISE = "dev.fermata.gate";

    /** The request attribute with what templates ask for: a {@link SharedBlocks}. */
    public static final String CATALOGUE = "dev.fermata.gate.catalogue";

    private final @Nullable Site given;
    private @Nullable Site site;

    /** What the filter works with. */
    private record Site(
            Gate gate,
            FirstPartyProxy proxy,
            FirstPartyServlet firstParty,
            SharedBlocks blocks,
            FilterSettings settings) {

        Site(Gate gate, FirstPartyProxy proxy, FilterSettings settings) {
            this(
                    gate,
                    proxy,
                    new FirstPartyServlet(proxy, settings.trustedProxies()),
                    new SharedBlocks(gate.catalogue(), gate.settings().origins().get(0)),
                    settings);
        }

        Cutter cutter(HttpServletRequest request) {
            PageCutter pages = new PageCutter(gate.settings().meter(), settings.everywhere());
            JsonCutter json = new JsonCutter(settings.json(), pages, gate.catalogue());
            Decisions decisions = new Decisions(
                    gate, () -> Visitor.of(request, settings.trustedProxies()).asks(request));
            return new Cutter(pages, json, decisions, settings.maxPageBytes());
        }
    }

    /** To be set up by init parameters. */
    public FermataFilter() {
        this.given = null;
    }

    /** Leaves gate and proxy open when it ends. */
    public FermataFilter(Gate gate, FirstPartyProxy proxy, FilterSettings settings) {
        this.given = new Site(gate, proxy, settings);
    }

    @Override
    public void init(FilterConfig config) throws ServletException {
        try {
            site = given == null ? open(new InitParameters(config::getInitParameter)) : given;
        } catch (IllegalArgumentException e) {
            throw new ServletException("Fermata: " + e.getMessage(), e);
        }
    }

    @Override
    public void destroy() {
        if (given == null && site != null) {
            site.gate.close();
            site.proxy.close();
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http && response instanceof HttpServletResponse answer) {
            filter(http, answer, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Site here = Objects.requireNonNull(site, "init() was not called");
        Optional<GatedAnswer> around = GatedResponse.within(response).map(GatedResponse::answer);
        boolean fromOutside = request.getDispatcherType() == DispatcherType.REQUEST;
        if (around.isPresent()) {
            goOn(around.get(), request, response, chain);
        } else if (fromOutside && FirstPartyServlet.isFor(request, here.proxy)) {
            here.firstParty.service(request, response);
        } else if (!here.settings.paths().contains(Paths.of(request))) {
            request.removeAttribute(PROMISE);
            chain.doFilter(request, response);
        } else if (fromOutside && here.settings.refusals().contain(request)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            begin(here, request, response, chain);
        }
    }

    private static void begin(Site here, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        request.setAttribute(CATALOGUE, here.blocks);
        GatedRequest asked = new GatedRequest(request, here.settings.refusals());
        GatedResponse answered = new GatedResponse(asked, response, here.settings.maxPageBytes());
        new GatedAnswer(asked, answered, here.cutter(request)).pass(asked, answered, chain);
    }

    private static Site open(InitParameters parameters) {
        GateSettings settings = FilterSettings.gate(parameters);
        FilterSettings more = FilterSettings.of(parameters);
        return new Site(Gates.open(settings, InstantSource.system()), FirstPartyProxy.of(settings), more);
    }

    /** A dispatch within an answer that is being cut already; the last one of an asynchronous answer ends it. */
    private static void goOn(
            GatedAnswer answer, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            answer.pass(request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }
}
