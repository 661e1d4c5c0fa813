package dev.fermata.stripesandbox.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.api.Form;
import dev.fermata.stripesandbox.api.Origin;
import dev.fermata.stripesandbox.api.StripeError;
import dev.fermata.stripesandbox.checkout.Checkout;
import dev.fermata.stripesandbox.checkout.Checkout.Buyer;
import dev.fermata.stripesandbox.checkout.Sessions;
import dev.fermata.stripesandbox.clock.SandboxClock;
import dev.fermata.stripesandbox.http.HttpAnswer;
import dev.fermata.stripesandbox.object.Account;
import dev.fermata.stripesandbox.object.Accounts;
import dev.fermata.stripesandbox.payment.Attempt;
import dev.fermata.stripesandbox.payment.Decline;
import dev.fermata.stripesandbox.payment.PaymentMethods;
import dev.fermata.stripesandbox.payment.TestCard;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Serves {@code /c/pay/{session}}: shows what is sold, takes the payment once, and sends the buyer back. */
public final class CheckoutPage extends Handler.Abstract {

    private static final Pattern PATH = Pattern.compile("/c/pay/(cs_[A-Za-z0-9_]+)(/authenticate)?");

    private final Accounts accounts;
    private final SandboxClock clock;
    private final Checkout checkout;
    private final PaymentMethods methods;
    private final PageViews views = new PageViews();

    public CheckoutPage(Accounts accounts, SandboxClock clock, Checkout checkout, PaymentMethods methods) {
        this.accounts = accounts;
        this.clock = clock;
        this.checkout = checkout;
        this.methods = methods;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = Request.getPathInContext(request);
        if (path.equals("/c/checkout.css")) {
            views.stylesheet().send(response, callback);
            return true;
        }
        if (!path.startsWith("/c/")) {
            return false;
        }
        Matcher matcher = PATH.matcher(path);
        Optional<Account> account =
                matcher.matches() ? accounts.holding(Sessions.TYPE, matcher.group(1)) : Optional.empty();
        if (account.isEmpty()) {
            views.unknown().send(response, callback);
            return true;
        }
        boolean challenge = matcher.group(2) != null;
        ObjectNode form = request.getMethod().equals("POST") ? Form.decode(Content.Source.asString(request)) : null;
        HttpAnswer answer = account.get().locked(() -> {
            ObjectNode session = account.get().table(Sessions.TYPE).get(matcher.group(1));
            checkout.expireIfDue(account.get(), session);
            if (!Checkout.isOpen(session)) {
                return closed(session, form != null);
            }
            if (form == null) {
                return challenge
                        ? views.challenge(session)
                        : views.form(session, CheckoutForm.empty(session), Map.of(), 200);
            }
            return challenge ? authenticate(account.get(), session, form) : pay(account.get(), session, form);
        });
        answer.send(response, callback);
        return true;
    }

    /** A second click on Pay finds the session complete and goes where the first one went. */
    private HttpAnswer closed(ObjectNode session, boolean posted) {
        boolean complete = session.get("status").asText().equals("complete");
        return complete && posted ? HttpAnswer.redirect(Checkout.successUrl(session)) : views.closed(session);
    }

    private HttpAnswer pay(Account account, ObjectNode session, ObjectNode typed) {
        CheckoutForm form = CheckoutForm.of(typed, session);
        boolean free = session.get("amount_total").asLong() == 0;
        YearMonth now = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
        Map<String, String> errors = form.errors(now, free);
        if (!errors.isEmpty()) {
            return views.form(session, form, errors, 422);
        }
        Buyer buyer = new Buyer(form.email(), form.billingName().isEmpty() ? null : form.billingName());
        if (free) {
            checkout.completeForFree(account, session, buyer, Origin.NONE);
            return HttpAnswer.redirect(Checkout.successUrl(session));
        }
        ObjectNode method = method(account, form);
        methods.describe(method, form.email(), form.billingName());
        return after(session, form, checkout.pay(account, session, method, buyer, Origin.NONE));
    }

    private ObjectNode method(Account account, CheckoutForm form) {
        if (!form.byCard()) {
            return methods.debit(account, form.iban());
        }
        YearMonth expiry = form.expiry().orElseThrow();
        return methods.card(
                account,
                TestCard.numbered(form.cardNumber()).orElse(null),
                form.cardNumber(),
                expiry.getMonthValue(),
                expiry.getYear());
    }

    private HttpAnswer after(ObjectNode session, CheckoutForm form, Attempt attempt) {
        if (attempt instanceof Attempt.Declined declined) {
            return views.form(
                    session,
                    form,
                    Map.of(fieldOf(declined.reason()), declined.reason().message()),
                    402);
        }
        return attempt instanceof Attempt.NeedsAuthentication
                ? HttpAnswer.redirect("/c/pay/" + session.get("id").asText() + "/authenticate")
                : HttpAnswer.redirect(Checkout.successUrl(session));
    }

    private static String fieldOf(Decline reason) {
        return switch (reason) {
            case EXPIRED -> "cardExpiry";
            case INCORRECT_CVC -> "cardCvc";
            case NOT_AUTHENTICATED, DEBIT_FAILED, PROCESSING_ERROR -> "payment";
            default -> "cardNumber";
        };
    }

    private HttpAnswer authenticate(Account account, ObjectNode session, ObjectNode typed) {
        boolean passed = "complete".equals(typed.path("outcome").asText());
        CheckoutForm form = new CheckoutForm(
                "card",
                session.path("$email").asText(),
                "",
                "",
                "",
                session.path("$name").asText(),
                "");
        try {
            return after(session, form, checkout.authenticate(account, session, passed, Origin.NONE));
        } catch (StripeError e) {
            return views.form(session, form, Map.of("payment", String.valueOf(e.getMessage())), 400);
        }
    }
}
