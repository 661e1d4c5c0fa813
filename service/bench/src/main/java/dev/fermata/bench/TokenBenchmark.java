package dev.fermata.bench;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.fermata.service.db.Database;
import dev.fermata.service.db.MasterKey;
import dev.fermata.service.http.Origin;
import dev.fermata.service.session.SessionConfiguration;
import dev.fermata.service.session.SigningKeys;
import dev.fermata.service.session.TokenVerifier;
import dev.fermata.service.session.VerifiedToken;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What it costs to find out whether a member token holds, where it is not remembered from before. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets them up.
public class TokenBenchmark {

    private static final String ISSUER = "http://localhost/";
    private static final Origin SITE = Origin.parse("https://magazine.example").orElseThrow();

    private Database database;
    private TokenVerifier verifier;
    private String token;

    @Setup
    public void sign() {
        InstantSource clock = InstantSource.system();
        database = Micro.openDatabase();
        var keys =
                new SigningKeys(database.jdbi(), new MasterKey(Machine.MASTER_KEY), clock, new SessionConfiguration());
        keys.prepare();
        token = keys.sign(new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(SITE.value())
                .subject("mem_bench1")
                .expirationTime(Date.from(clock.instant().plus(Duration.ofHours(1))))
                .claim("session", Map.of("id", "ses_bench1"))
                .claim("resources", List.of("premium"))
                .build());
        verifier = new TokenVerifier(keys, clock, URI.create(ISSUER));
    }

    @TearDown
    public void close() throws Exception {
        database.stop();
    }

    @Benchmark
    public VerifiedToken verified() {
        return verifier.verify(token, SITE).orElseThrow();
    }
}
