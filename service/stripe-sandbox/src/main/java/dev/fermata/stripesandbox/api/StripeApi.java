package dev.fermata.stripesandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.clock.SandboxClock;
import dev.fermata.stripesandbox.http.HttpAnswer;
import dev.fermata.stripesandbox.object.Account;
import dev.fermata.stripesandbox.object.Accounts;
import dev.fermata.stripesandbox.object.Ids;
import dev.fermata.stripesandbox.object.Wire;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything under {@code /v1}: lets a request in, has it answered, and says what went wrong as Stripe says it. */
public final class StripeApi extends Handler.Abstract {

    /** The one version spoken here: the one of the typings the sandbox is held against. */
    public static final String VERSION = "2026-07-29.dahlia";

    private static final Logger LOG = LoggerFactory.getLogger(StripeApi.class);

    private final Accounts accounts;
    private final SandboxClock clock;
    private final Routes routes;
    private final Faults faults;
    private final RateLimit limit;
    private final RequestLog log;
    private final IdempotentRequests idempotent;
    private final Consumer<ObjectNode> emitted;

    /** @param emitted sees every body that leaves, before it leaves */
    public StripeApi(
            Accounts accounts,
            SandboxClock clock,
            Routes routes,
            Faults faults,
            RateLimit limit,
            RequestLog log,
            Consumer<ObjectNode> emitted) {
        this.accounts = accounts;
        this.clock = clock;
        this.routes = routes;
        this.faults = faults;
        this.limit = limit;
        this.log = log;
        this.idempotent = new IdempotentRequests(clock);
        this.emitted = emitted;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = Request.getPathInContext(request);
        if (!path.startsWith("/v1/")) {
            return false;
        }
        Received received = new Received(
                request.getMethod(),
                path,
                Content.Source.asString(request),
                request.getHttpURI().getQuery(),
                request.getHeaders().get(HttpHeader.AUTHORIZATION),
                request.getHeaders().get("Idempotency-Key"),
                request.getHeaders().get("Stripe-Version"),
                request.getHeaders().get("Stripe-Account"),
                Ids.next("req_"));
        Optional<Fault> fault = faults.take(received.method(), path);
        if (fault.isEmpty()) {
            HttpAnswer answer = answer(received);
            note(received, answer.status());
            answer.send(response, callback);
        } else {
            FaultyAnswer answer = FaultyAnswer.of(fault.get(), received.requestId(), () -> answer(received));
            note(received, answer.status());
            answer.send(request, response, callback);
        }
        return true;
    }

    /** One request as it came in. */
    record Received(
            String method,
            String path,
            @Nullable String body,
            @Nullable String query,
            @Nullable String authorization,
            @Nullable String idempotencyKey,
            @Nullable String version,
            @Nullable String stripeAccount,
            String requestId) {

        ObjectNode form() {
            return Form.decode(method.equals("POST") ? body : query);
        }
    }

    private HttpAnswer answer(Received received) {
        HttpAnswer answer;
        try {
            answer = letIn(received);
        } catch (StripeError e) {
            answer = error(e, received);
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", received.method(), received.path(), e);
            answer = error(StripeError.ours(), received);
        }
        return answer.header("Request-Id").isEmpty() ? answer.with("Request-Id", received.requestId()) : answer;
    }

    private HttpAnswer letIn(Received received) {
        Account account = new Gatekeeper(accounts).admit(received);
        limit.check(received.method());
        Routes.Match match = routes.find(received.method(), received.path());
        ObjectNode form = received.form();
        String key = received.idempotencyKey();
        if (key == null || !received.method().equals("POST")) {
            return run(account, match, form, received);
        }
        return idempotent.once(account.id() + "/" + account.mode(), key, received.path(), form, () -> run(
                        account, match, form, received)
                .with("Idempotency-Key", key));
    }

    /** Carries the request out. Errors that happened on the way are answers too; refusals are thrown. */
    private HttpAnswer run(Account account, Routes.Match match, ObjectNode form, Received received) {
        try {
            ObjectNode params = match.route().shape().read(form);
            Origin origin = new Origin(received.requestId(), received.idempotencyKey());
            Call call = new Call(account, origin, received.path(), match.id(), params);
            ObjectNode body = account.locked(() -> {
                ObjectNode out = Wire.copy(match.route().work().apply(call));
                new Expansion(account).apply(out, call.expand());
                return out;
            });
            emitted.accept(body);
            return HttpAnswer.json(200, body).with("Request-Id", received.requestId());
        } catch (StripeError e) {
            if (e.rejectedUnread()) {
                throw e;
            }
            return error(e, received);
        }
    }

    private HttpAnswer error(StripeError e, Received received) {
        ObjectNode body = e.body(received.requestId());
        emitted.accept(body);
        HttpAnswer answer = HttpAnswer.json(e.status(), body).with("Request-Id", received.requestId());
        return e.status() == 429 ? answer.with("Stripe-Rate-Limited-Reason", "global-rate") : answer;
    }

    private void note(Received received, int status) {
        String key = Gatekeeper.key(received.authorization());
        ObjectNode params = received.form();
        log.add(new RequestLog.Entry(
                clock.instant(),
                received.requestId(),
                received.method(),
                received.path(),
                key,
                received.idempotencyKey(),
                params,
                status));
    }

    /** Forgets kept answers, pending faults and the rate limit. */
    public void clear() {
        idempotent.clear();
        faults.clear();
        limit.allow(0);
        log.clear();
    }
}
