package dev.fermata.gate.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fermata.gate.proxy.ForwardedHeaders;
import dev.fermata.gate.service.Background;
import dev.fermata.gate.service.Patience;
import dev.fermata.gate.service.ServiceHttp;
import dev.fermata.gate.session.SessionEndpoint.Answer;
import dev.fermata.gate.token.MemberToken;
import dev.fermata.gate.token.MemberTokens;
import dev.fermata.gate.token.PublishedKeys;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is known of sessions, by hash. Of many pages that ask about one session at once, one asks the service; a page waits no longer than
 * its patience, while the question goes on for the next page. Who the service knew in the last hour is still known when it does not answer;
 * whom it said no to is not.
 */
public final class Sessions {

    private static final Duration NO_COUNTS = Duration.ofSeconds(5);
    private static final Duration REMEMBERED = MemberTokens.GRACE.plusMinutes(10);
    private static final long MOST_REMEMBERED = 50_000;

    private final SessionEndpoint service;
    private final Background background;
    private final InstantSource clock;
    private final Cache<String, Known> known;
    private final Map<String, CompletableFuture<Answer>> underWay = new ConcurrentHashMap<>();

    /** @param token null if the service said that it knows nobody here */
    private record Known(@Nullable MemberToken token, Instant learnedAt) {

        boolean isOlderThan(MemberToken other) {
            return other.issuedAt().isAfter(token == null ? learnedAt : token.issuedAt());
        }
    }

    public Sessions(
            ServiceHttp http,
            ForwardedHeaders forwarded,
            MemberTokens tokens,
            PublishedKeys keys,
            Background background,
            InstantSource clock) {
        this.service = new SessionEndpoint(http, forwarded, tokens, keys);
        this.background = background;
        this.clock = clock;
        this.known = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(REMEMBERED)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** Notes a genuine token that this session came with; it changes nothing if something newer is known. */
    public void remember(SessionCall call, MemberToken token) {
        known.asMap()
                .compute(
                        call.key(),
                        (key, before) -> before == null || before.isOlderThan(token)
                                ? new Known(token, clock.instant())
                                : before);
    }

    /** Who this session's reader is. */
    public Identity identify(SessionCall call, Patience patience) {
        String key = call.key();
        @Nullable Known before = known.getIfPresent(key);
        Optional<Identity> settled = settled(before);
        if (settled.isPresent()) {
            return settled.get();
        }
        CompletableFuture<Answer> asked = ask(key, call, before);
        if (patience.await(asked)) {
            Answer answer = asked.join();
            return new Identity(answer.token().map(MemberToken::reader), true, answer.setCookies());
        }
        return graced(before);
    }

    private Optional<Identity> settled(@Nullable Known before) {
        if (before == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        MemberToken token = before.token();
        if (token != null) {
            return token.isValidAt(now) ? Optional.of(Identity.of(token.reader())) : Optional.empty();
        }
        return now.isBefore(before.learnedAt().plus(NO_COUNTS)) ? Optional.of(Identity.STRANGER) : Optional.empty();
    }

    private Identity graced(@Nullable Known before) {
        MemberToken token = before == null ? null : before.token();
        if (token == null
                || !clock.instant().isBefore(token.reader().expiresAt().plus(MemberTokens.GRACE))) {
            return Identity.UNKNOWN;
        }
        return new Identity(Optional.of(token.reader()), false, List.of());
    }

    private CompletableFuture<Answer> ask(String key, SessionCall call, @Nullable Known before) {
        CompletableFuture<Answer> mine = new CompletableFuture<>();
        CompletableFuture<Answer> others = underWay.putIfAbsent(key, mine);
        if (others != null) {
            return others;
        }
        var unused = background.run(() -> answer(mine, key, call, before)).whenComplete((done, failure) -> {
            underWay.remove(key, mine);
            if (failure != null) {
                mine.completeExceptionally(failure);
            }
        });
        return mine;
    }

    private void answer(CompletableFuture<Answer> mine, String key, SessionCall call, @Nullable Known before) {
        try {
            Known meanwhile = known.getIfPresent(key);
            if (meanwhile != null && meanwhile != before && settled(meanwhile).isPresent()) {
                // Somebody else's question was answered between the look and the question.
                mine.complete(new Answer(Optional.ofNullable(meanwhile.token()), List.of()));
                return;
            }
            Answer answer = service.ask(call);
            known.put(key, new Known(answer.token().orElse(null), clock.instant()));
            underWay.remove(key, mine);
            mine.complete(answer);
        } catch (IOException e) {
            mine.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            mine.completeExceptionally(e);
        }
    }
}
