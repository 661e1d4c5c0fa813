package dev.fermata.service.webhook;

import dev.fermata.service.db.MasterKey;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Sends a message and sees what is answered. Connects to allowed addresses only, whatever a name resolves to at that moment; follows
 * nothing; and is done after a fixed time, whatever the other side does.
 */
final class Sender implements AutoCloseable {

    /** For finding an address, and for connecting to it. */
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private static final int MOST_OF_AN_ANSWER = 8 * 1024;
    private static final int LONGEST_ERROR = 200;
    private static final int MOST_CONNECTIONS = 1000;

    private final InstantSource clock;
    private final MasterKey masterKey;
    private final Duration total;
    private final CheckedNames names;
    private final CloseableHttpClient http;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "webhook-timer");
        thread.setDaemon(true);
        return thread;
    });

    /** @param total after which an attempt is over */
    Sender(InstantSource clock, MasterKey masterKey, AllowedAddresses allowed, Duration total) {
        this(clock, masterKey, allowed, SystemDefaultDnsResolver.INSTANCE, total);
    }

    Sender(InstantSource clock, MasterKey masterKey, AllowedAddresses allowed, DnsResolver names, Duration total) {
        this.clock = clock;
        this.masterKey = masterKey;
        this.total = total;
        this.names = new CheckedNames(names, allowed, total.compareTo(CONNECT) < 0 ? total : CONNECT);
        this.http = client(this.names, Timeout.of(total));
    }

    private static CloseableHttpClient client(DnsResolver names, Timeout total) {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(names)
                .setMaxConnPerRoute(MOST_CONNECTIONS)
                .setMaxConnTotal(MOST_CONNECTIONS)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(CONNECT))
                        .setSocketTimeout(total)
                        .setTimeToLive(Timeout.ofMinutes(1))
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(total)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setUserAgent("Fermata")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    /** How it went, and until when the endpoint wants to be left alone. */
    record Result(Attempt attempt, @Nullable Instant retryAfter) {}

    Result send(Delivery delivery) {
        Instant startedAt = clock.instant();
        long start = System.nanoTime();
        List<SigningSecret> secrets = delivery.secrets().stream()
                .flatMap(secret -> SigningSecret.decrypted(secret, masterKey).stream())
                .toList();
        if (secrets.isEmpty()) {
            return new Result(new Attempt(startedAt, 0, null, "no secret can be decrypted with this master key"), null);
        }
        HttpPost post = post(delivery, secrets, startedAt);
        Future<?> end = timer.schedule(post::cancel, total.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return exchange(post, startedAt, start);
        } catch (IOException | RuntimeException e) {
            String error = post.isCancelled() ? "no answer within " + total.toSeconds() + " s" : error(e);
            return new Result(new Attempt(startedAt, millisSince(start), null, error), null);
        } finally {
            end.cancel(false);
        }
    }

    private static HttpPost post(Delivery delivery, List<SigningSecret> secrets, Instant timestamp) {
        var post = new HttpPost(URI.create(delivery.url()));
        post.setHeader("webhook-id", delivery.messageId());
        post.setHeader("webhook-timestamp", Long.toString(timestamp.getEpochSecond()));
        post.setHeader(
                "webhook-signature",
                secrets.stream()
                        .map(secret -> secret.sign(delivery.messageId(), timestamp, delivery.body()))
                        .collect(Collectors.joining(" ")));
        post.setEntity(new StringEntity(delivery.body(), ContentType.APPLICATION_JSON));
        return post;
    }

    private Result exchange(HttpPost post, Instant startedAt, long start) throws IOException {
        ClassicHttpResponse response = http.executeOpen(null, post, null);
        var attempt = new Attempt(startedAt, millisSince(start), response.getCode(), null);
        var result = new Result(
                attempt, retryAfter(response.getFirstHeader("Retry-After")).orElse(null));
        leave(post, response);
        return result;
    }

    /** A short answer is read, so that the connection can be used again. From any other one we hang up; the status said all. */
    private static void leave(HttpPost post, ClassicHttpResponse response) {
        try (response) {
            HttpEntity body = response.getEntity();
            if (body != null && body.getContent().readNBytes(MOST_OF_AN_ANSWER + 1).length > MOST_OF_AN_ANSWER) {
                post.cancel();
            }
        } catch (IOException e) {
            // Nothing more was wanted.
            post.cancel();
        }
    }

    private Optional<Instant> retryAfter(@Nullable Header header) {
        if (header == null) {
            return Optional.empty();
        }
        String value = header.getValue().strip();
        if (value.matches("\\d{1,9}")) {
            return Optional.of(clock.instant().plusSeconds(Long.parseLong(value)));
        }
        return Optional.ofNullable(DateUtils.parseStandardDate(value));
    }

    private static long millisSince(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private static String error(Exception e) {
        String error = e.getClass().getSimpleName() + ": " + e.getMessage();
        return error.substring(0, Math.min(error.length(), LONGEST_ERROR));
    }

    @Override
    public void close() {
        timer.shutdownNow();
        http.close(CloseMode.IMMEDIATE);
        names.close();
    }
}
