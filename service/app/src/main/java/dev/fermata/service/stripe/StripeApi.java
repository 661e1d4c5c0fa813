package dev.fermata.service.stripe;

import com.stripe.Stripe;
import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.PermissionException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.service.V1Services;
import dev.fermata.service.purchase.CheckoutState;
import dev.fermata.service.purchase.PaymentProviderException;
import dev.fermata.service.purchase.PaymentProviderException.Kind;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stripe's API under our account, with time limits, and with failures told apart by whether asking again helps. */
public final class StripeApi {

    private static final int RETRIES = 1;
    private static final int KEPT_CONNECTIONS = 32;

    private final StripeClient client;
    private final boolean livemode;
    private volatile @Nullable String account;

    private StripeApi(StripeClient client, boolean livemode) {
        this.client = client;
        this.livemode = livemode;
    }

    /**
     * Asks nothing yet.
     *
     * @throws IllegalArgumentException if production is to talk to an API base that is not https
     */
    public static StripeApi of(StripeConfiguration configuration, boolean production) {
        URI base = configuration.getApiBase();
        if (production && !"https".equals(base.getScheme())) {
            throw new IllegalArgumentException("In production stripe.apiBase must be https, not " + base);
        }
        // The library would otherwise write an id into the home directory and report on our machine.
        Stripe.enableTelemetry = false;
        Stripe.setAppInfo("Fermata");
        if (System.getProperty("http.maxConnections") == null) {
            System.setProperty("http.maxConnections", Integer.toString(KEPT_CONNECTIONS));
        }
        String key = configuration.getApiKey();
        StripeClient client = StripeClient.builder()
                .setApiKey(key)
                .setApiBase(base.toString().replaceAll("/+$", ""))
                .setConnectTimeout((int) configuration.getConnectTimeout().toMilliseconds())
                .setReadTimeout((int) configuration.getReadTimeout().toMilliseconds())
                .setMaxNetworkRetries(RETRIES)
                .build();
        return new StripeApi(client, key.contains("_live_"));
    }

    /** One call. */
    interface Call<T> {
        T on(V1Services v1) throws StripeException;
    }

    /** @throws PaymentProviderException if there is no usable answer */
    <T> T ask(Call<T> call) {
        try {
            return call.on(client.v1());
        } catch (StripeException e) {
            String code = e.getCode() == null ? e.getClass().getSimpleName() : e.getCode();
            throw new PaymentProviderException(kind(e), code, describe(e), e);
        }
    }

    /**
     * Empty if there is no such object in our account.
     *
     * @throws PaymentProviderException if there is no usable answer
     */
    <T> Optional<T> find(Call<T> call) {
        try {
            return Optional.of(ask(call));
        } catch (PaymentProviderException e) {
            if (e.kind() == Kind.UNKNOWN) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * The account that our key belongs to, asked once; {@link CheckoutState#OWN_ACCOUNT} if the key is restricted to not tell.
     *
     * @throws PaymentProviderException if there is no usable answer
     */
    String account() {
        String known = account;
        if (known == null) {
            known = ask(this::ownAccount);
            account = known;
        }
        return known;
    }

    private String ownAccount(V1Services v1) throws StripeException {
        try {
            return v1.accounts().retrieveCurrent().getId();
        } catch (PermissionException e) {
            return CheckoutState.OWN_ACCOUNT;
        }
    }

    /** Whether real money moves under this key. */
    boolean livemode() {
        return livemode;
    }

    private static Kind kind(StripeException e) {
        int status = e.getStatusCode() == null ? 0 : e.getStatusCode();
        // Another request was made under the key, by an older version of this software say: the key is spent.
        if (status >= 500 || e instanceof IdempotencyException && status != 409) {
            return Kind.BROKEN;
        }
        if (status == 401 || status == 403) {
            return Kind.KEY_REFUSED;
        }
        if (e instanceof InvalidRequestException && "resource_missing".equals(e.getCode())) {
            return Kind.UNKNOWN;
        }
        // A truncated answer surfaces as an ApiException with status 200.
        boolean mayPass = e instanceof ApiConnectionException
                || e instanceof RateLimitException
                || e instanceof ApiException
                || status == 409;
        return mayPass ? Kind.UNAVAILABLE : Kind.REFUSED;
    }

    /** Without the message of a connection failure, which may quote what we sent. */
    private static String describe(StripeException e) {
        return e.getClass().getSimpleName()
                + (e.getStatusCode() == null ? "" : " " + e.getStatusCode())
                + (e.getCode() == null ? "" : " " + e.getCode())
                + (e.getRequestId() == null ? "" : " " + e.getRequestId());
    }
}
