package dev.fermata.service.purchase;

import dev.fermata.service.catalog.TermId;
import dev.fermata.service.http.Origin;
import dev.fermata.service.http.Reached;
import dev.fermata.service.member.Member;
import dev.fermata.service.member.MemberId;
import dev.fermata.service.member.Members;
import dev.fermata.service.purchase.Checkout.Started;
import dev.fermata.service.purchase.Checkout.Wish;
import dev.fermata.service.session.DeviceSession;
import dev.fermata.service.session.SessionCookies;
import dev.fermata.service.session.Sessions;
import dev.fermata.service.site.Sites;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Turns a request, from a script or a plain form, into a buyer and a wish, and gives a browser that has no session one. */
public class CheckoutDesk {

    private final Jdbi jdbi;
    private final Checkout checkout;
    private final Sessions sessions;
    private final SessionCookies cookies;
    private final Members members;
    private final Sites sites;

    public CheckoutDesk(
            Jdbi jdbi, Checkout checkout, Sessions sessions, SessionCookies cookies, Members members, Sites sites) {
        this.jdbi = jdbi;
        this.checkout = checkout;
        this.sessions = sessions;
        this.cookies = cookies;
        this.members = members;
        this.sites = sites;
    }

    Response start(
            ContainerRequestContext request,
            String termId,
            @Nullable String returnUrl,
            Function<Started, Response.ResponseBuilder> answer) {
        Reached reached = Reached.of(request);
        var wish = new Wish(new TermId(termId), reached.base(), returnUrl(returnUrl, request));
        checkout.requireSellable(wish.term());
        var known = sessions.current(request);
        if (known.isPresent()) {
            return answer.apply(checkout.start(buyer(known.get()), wish)).build();
        }
        var fresh = sessions.start(request);
        Started started = checkout.start(buyer(fresh.session()), wish);
        return cookies.put(answer.apply(started), reached, fresh.handle(), null).build();
    }

    private Buyer buyer(DeviceSession session) {
        MemberId id = session.memberId();
        if (id == null || !session.isAuthenticated()) {
            return new Buyer(session, null, null);
        }
        Member member = jdbi.inTransaction(tx -> members.find(tx, id)).orElseThrow();
        return new Buyer(session, member.id(), member.email());
    }

    /** The page that was named; else the page that asked, if it may be returned to; else the site's front page. */
    private URI returnUrl(@Nullable String named, ContainerRequestContext request) {
        if (named != null) {
            return ReturnUrl.of(sites.returnUrl(named, "/return_url")).page();
        }
        String page = request.getHeaderString("Referer");
        boolean returnable =
                page != null && Origin.parse(page).filter(sites::isRegistered).isPresent();
        return returnable
                ? ReturnUrl.of(URI.create(page)).page()
                : URI.create(Reached.of(request).site() + "/");
    }
}
