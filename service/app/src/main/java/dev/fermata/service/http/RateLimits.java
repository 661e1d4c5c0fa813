package dev.fermata.service.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.net.InetAddresses;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/**
 * Counts calls, on this instance. Who spent all that a period allows is told when to come back; there is room for so many clients
 * that one alone cannot push the others out.
 */
public final class RateLimits {

    /** @param name what is counted together */
    public record Limit(String name, int requests, Duration period) {}

    private record Key(Limit limit, String client) {}

    private static final int MAX_CLIENTS = 200_000;
    private static final int NETWORK_BYTES = 8;

    private final boolean enabled;
    private final TimeMeter time;
    private final Cache<Key, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MAX_CLIENTS)
            .expireAfterAccess(Duration.ofHours(1))
            .build();

    public RateLimits(boolean enabled, InstantSource clock) {
        this.enabled = enabled;
        this.time = new Time(clock);
    }

    /** Counts a call from this address; an IPv6 client has a whole /64 to call from, so that is what is counted. */
    public void countAddress(Limit limit, String address) {
        count(limit, network(address));
    }

    /**
     * Counts a call by whatever the client is known as.
     *
     * @throws ProblemException {@code too-many-requests}
     */
    public void count(Limit limit, String client) {
        if (!enabled) {
            return;
        }
        ConsumptionProbe probe =
                buckets.get(new Key(limit, client), key -> bucket(key.limit())).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new ProblemException(
                            ProblemType.TOO_MANY_REQUESTS,
                            "No more than " + limit.requests() + " in "
                                    + limit.period().toSeconds() + " seconds")
                    .retryAfter(
                            Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1));
        }
    }

    private Bucket bucket(Limit limit) {
        return Bucket.builder()
                .addLimit(bandwidth ->
                        bandwidth.capacity(limit.requests()).refillGreedy(limit.requests(), limit.period()))
                .withCustomTimePrecision(time)
                .build();
    }

    static String network(String address) {
        if (!InetAddresses.isInetAddress(address)) {
            return address;
        }
        InetAddress parsed = InetAddresses.forString(address);
        return parsed instanceof Inet6Address
                ? HexFormat.of().formatHex(parsed.getAddress(), 0, NETWORK_BYTES) + "/64"
                : address;
    }

    private record Time(InstantSource clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(clock.millis());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
