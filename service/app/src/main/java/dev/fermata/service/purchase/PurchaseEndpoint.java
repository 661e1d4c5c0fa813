package dev.fermata.service.purchase;

import dev.fermata.service.entitlement.EntitlementResponse;
import dev.fermata.service.entitlement.Entitlements;
import dev.fermata.service.http.RateLimited;
import dev.fermata.service.http.Reached;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import dev.fermata.service.session.DeviceSession;
import dev.fermata.service.session.MemberTokens;
import dev.fermata.service.session.SessionCookies;
import dev.fermata.service.session.Sessions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code api/purchases}: start a purchase, learn how it ended. */
@Path("api/purchases")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class PurchaseEndpoint {

    private static final String PRIVATE = "private, no-store";

    private final CheckoutDesk desk;
    private final Purchases purchases;
    private final PurchaseTokens tokens;
    private final Entitlements entitlements;
    private final Sessions sessions;
    private final SessionCookies cookies;
    private final MemberTokens memberTokens;
    private final InstantSource clock;

    /** Eight parts, because this is where a purchase, its token, its entitlements and its browser come together. */
    public PurchaseEndpoint(
            CheckoutDesk desk,
            Purchases purchases,
            PurchaseTokens tokens,
            Entitlements entitlements,
            Sessions sessions,
            SessionCookies cookies,
            MemberTokens memberTokens,
            InstantSource clock) {
        this.desk = desk;
        this.purchases = purchases;
        this.tokens = tokens;
        this.entitlements = entitlements;
        this.sessions = sessions;
        this.cookies = cookies;
        this.memberTokens = memberTokens;
        this.clock = clock;
    }

    /** Where to pay. */
    record StartedResponse(PurchaseId purchaseId, URI checkoutUrl) {}

    /**
     * How it ended: everything that was granted, one of it singled out for pages that know one, and the token for the browser.
     *
     * @param newlyAuthenticated whether the purchase signed this browser in
     */
    record ExchangeResponse(
            @Nullable String jwt,
            EntitlementResponse entitlement,
            List<EntitlementResponse> entitlements,
            PurchaseResponse purchase,
            boolean newlyAuthenticated) {}

    /** 201 with a new checkout page, 200 with the one that is open already. */
    @POST
    @RateLimited(value = "checkout", requests = 60)
    public Response start(@NotNull @Valid PurchaseRequest body, @Context ContainerRequestContext request) {
        return desk.start(request, body.termId(), body.returnUrl(), started -> Response.status(
                        started.fresh() ? Response.Status.CREATED : Response.Status.OK)
                .entity(new StartedResponse(started.purchase(), started.checkoutUrl())));
    }

    /** Uses up the token from the return URL. */
    @POST
    @Path("exchange")
    public Response exchange(@NotNull @Valid ExchangeRequest body, @Context ContainerRequestContext request) {
        Optional<DeviceSession> browser = sessions.current(request);
        Purchase purchase = purchases.find(tokens.redeem(body.token(), browser)).orElseThrow();
        DeviceSession session = browser.orElseThrow();
        List<EntitlementResponse> granted = granted(purchase, session);
        if (granted.isEmpty()) {
            throw new ProblemException(
                    ProblemType.NOT_SIGNED_IN, "This browser was signed out since; sign in to use what was bought");
        }
        Optional<String> jwt = memberTokens.issue(session, Reached.of(request));
        var answer = new ExchangeResponse(
                jwt.orElse(null),
                granted.get(0),
                granted,
                PurchaseResponse.from(purchase, granted),
                purchase.isAnonymous() && session.isAuthenticated());
        return cookies.put(
                        Response.ok(answer).header("Cache-Control", PRIVATE),
                        Reached.of(request),
                        null,
                        jwt.orElse(null))
                .build();
    }

    /** For the browser that started it or its signed-in owner; to everybody else it does not exist. */
    @GET
    @Path("{id}")
    public Response show(@PathParam("id") String id, @Context ContainerRequestContext request) {
        return sessions.current(request)
                .flatMap(session -> shown(id, session))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.PURCHASE_NOT_FOUND, "No purchase of this browser has this id"));
    }

    private Optional<Response> shown(String id, DeviceSession session) {
        return purchases
                .find(new PurchaseId(id))
                .filter(purchase -> purchase.isOf(session))
                .map(purchase -> Response.ok(PurchaseResponse.from(purchase, granted(purchase, session)))
                        .header("Cache-Control", PRIVATE)
                        .build());
    }

    private List<EntitlementResponse> granted(Purchase purchase, DeviceSession session) {
        Instant now = clock.instant();
        return entitlements.ofPurchase(purchase.id().value(), session).stream()
                .map(entitlement -> EntitlementResponse.from(entitlement, now))
                .toList();
    }
}
