package dev.fermata.service.purchase;

import dev.fermata.service.http.RateLimited;
import dev.fermata.service.http.Reached;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import dev.fermata.service.purchase.PurchaseReturn.Outcome;
import dev.fermata.service.session.MemberTokens;
import dev.fermata.service.session.SessionCookies;
import dev.fermata.service.session.Sessions;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** {@code checkout/}: the pages between the site and the payment page; all of it works without JavaScript. */
@Path("checkout")
@Produces(MediaType.TEXT_HTML)
public class CheckoutEndpoint {

    private static final String NO_STORE = "private, no-store";
    private static final int LONGEST_ID = 100;
    private static final int LONGEST_URL = 2000;

    private final CheckoutDesk desk;
    private final Purchases purchases;
    private final PurchaseReturn returns;
    private final Sessions sessions;
    private final SessionCookies cookies;
    private final MemberTokens memberTokens;

    public CheckoutEndpoint(
            CheckoutDesk desk,
            Purchases purchases,
            PurchaseReturn returns,
            Sessions sessions,
            SessionCookies cookies,
            MemberTokens memberTokens) {
        this.desk = desk;
        this.purchases = purchases;
        this.returns = returns;
        this.sessions = sessions;
        this.cookies = cookies;
        this.memberTokens = memberTokens;
    }

    /** A plain form's way to the payment page. */
    @POST
    @RateLimited(value = "checkout", requests = 60)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response start(
            @FormParam("term_id") @Nullable String termId,
            @FormParam("return_url") @Nullable String returnUrl,
            @Context ContainerRequestContext request) {
        if (termId == null || termId.isBlank() || termId.length() > LONGEST_ID) {
            throw ProblemException.invalid("/term_id", "must name a term");
        }
        if (returnUrl != null && returnUrl.length() > LONGEST_URL) {
            throw ProblemException.invalid("/return_url", "must be no longer than " + LONGEST_URL + " characters");
        }
        String page = returnUrl == null || returnUrl.isBlank() ? null : returnUrl;
        return desk.start(request, termId, page, started -> Response.seeOther(started.checkoutUrl())
                .header("Cache-Control", NO_STORE));
    }

    /** Where the payment page sends the browser after paying. */
    @GET
    @Path("return")
    @RateLimited(value = "checkout-return", requests = 120)
    public Response arrived(@QueryParam("purchase") @Nullable String id, @Context ContainerRequestContext request) {
        Reached reached = Reached.of(request);
        Outcome outcome = returns.arrived(find(id), sessions.current(request));
        if (outcome instanceof Outcome.Back back) {
            return back(back, reached);
        }
        var told = (Outcome.Told) outcome;
        return Response.ok(new WordPage(reached.base(), told.page(), told.word()))
                .header("Cache-Control", NO_STORE)
                .build();
    }

    /** Where the payment page's back link leads. */
    @GET
    @Path("cancel")
    public Response canceled(@QueryParam("purchase") @Nullable String id) {
        return redirect(returns.canceled(find(id))).build();
    }

    private Purchase find(@Nullable String id) {
        return java.util.Optional.ofNullable(id)
                .filter(given -> given.length() <= LONGEST_ID)
                .flatMap(given -> purchases.find(new PurchaseId(given)))
                .orElseThrow(() -> new ProblemException(ProblemType.PURCHASE_NOT_FOUND, "No purchase has this id"));
    }

    /** The settlement may have signed this browser in: it gets its token with the redirect. */
    private Response back(Outcome.Back back, Reached reached) {
        String jwt = back.browser()
                .flatMap(session -> memberTokens.issue(session, reached))
                .orElse(null);
        return cookies.put(redirect(back.page()), reached, null, jwt).build();
    }

    private static Response.ResponseBuilder redirect(URI page) {
        return Response.seeOther(page).header("Cache-Control", NO_STORE);
    }
}
