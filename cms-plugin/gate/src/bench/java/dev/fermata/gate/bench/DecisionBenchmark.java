package dev.fermata.gate.bench;

import static dev.fermata.gate.fake.GateExtension.jwt;
import static dev.fermata.gate.fake.GateExtension.request;
import static dev.fermata.gate.fake.GateExtension.session;

import com.nimbusds.jose.JOSEException;
import dev.fermata.gate.GateDecision;
import dev.fermata.gate.GateRequest;
import dev.fermata.gate.GatedContent;
import dev.fermata.gate.Requirement;
import dev.fermata.gate.fake.GateExtension;
import dev.fermata.gate.fake.Keys;
import dev.fermata.gate.fake.TokenFixture;
import dev.fermata.gate.service.Background;
import dev.fermata.gate.service.LastKnown;
import dev.fermata.gate.service.ServiceAddress;
import dev.fermata.gate.service.ServiceHealth;
import dev.fermata.gate.service.ServiceHttp;
import dev.fermata.gate.token.MemberTokens;
import dev.fermata.gate.token.PublishedKeys;
import dev.fermata.gate.token.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A whole decision each, from the request's cookies to the answer, but where it says otherwise. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class DecisionBenchmark {

    private static final GatedContent PREMIUM = new GatedContent("article", GateExtension.PREMIUM);
    private static final GatedContent METERED =
            new GatedContent("article", Requirement.metered(Set.of("premium"), GateExtension.METER));

    private final GateExtension site = new GateExtension();
    private final Background background = new Background();
    private PublishedKeys keys;
    private String token;
    private GateRequest entitled;
    private GateRequest forged;
    private GateRequest stranger;

    @Setup
    public void open() throws IOException, JOSEException {
        site.beforeEach(null);
        token = site.aToken().forResources("premium", "archive", "sport").jwt();
        entitled = request(jwt(token), session("handle"), "a=1", "b=2");
        forged = request(jwt(
                site.aToken().forResources("premium").signedWith(Keys.FOREIGN).jwt()));
        stranger = request();
        ServiceHealth health = new ServiceHealth(site.service.address(), Duration.ofSeconds(5), site.clock);
        ServiceHttp http = new ServiceHttp(new ServiceAddress(site.service.address()), health);
        keys = new PublishedKeys(http, LastKnown.nowhere(), background, site.clock);
        keys.look().join();
        require(site.gate.decide(entitled, PREMIUM).isOpen());
        require(!site.gate.decide(forged, PREMIUM).isOpen());
    }

    @TearDown
    public void close() {
        background.close();
        site.afterEach(null);
    }

    @Benchmark
    public GateDecision tokenSeenBefore() {
        return site.gate.decide(entitled, PREMIUM);
    }

    /** The verification alone, with an empty memory made for each. */
    @Benchmark
    public Verdict tokenNeverSeen() {
        return new MemberTokens(keys, site.clock).look(token, TokenFixture.ORIGIN);
    }

    @Benchmark
    public GateDecision forgedToken() {
        return site.gate.decide(forged, PREMIUM);
    }

    @Benchmark
    public GateDecision stranger() {
        return site.gate.decide(stranger, PREMIUM);
    }

    @Benchmark
    public GateDecision strangersFreeView() {
        return site.gate.decide(stranger, METERED);
    }

    private static void require(boolean fact) {
        if (!fact) {
            throw new IllegalStateException("the benchmark does not measure what it says");
        }
    }
}
