package dev.fermata.service.site;

import static dev.fermata.service.ServiceUnderTest.API_TOKEN;
import static dev.fermata.service.ServiceUnderTest.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.service.Answer;
import dev.fermata.service.ServiceUnderTest;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachedIT {

    private static final ServiceUnderTest SERVICE = ServiceUnderTest.shared();

    @Test
    void directlyTheBaseIsThePublicUrl() {
        var seen = SERVICE.get("api/probe").json();
        assertThat(seen.path("base").asText()).isEqualTo(SERVICE.url() + "/");
        assertThat(seen.path("site").asText()).isEqualTo(SERVICE.url());
        assertThat(seen.path("client").asText()).isEqualTo("127.0.0.1");
    }

    @Test
    void aRegisteredPageThatCallsAcrossOriginsIsTheSite() {
        var seen = SERVICE.get("api/probe", "Origin", SITE).json();
        assertThat(seen.path("base").asText()).isEqualTo(SERVICE.url() + "/");
        assertThat(seen.path("site").asText()).isEqualTo(SITE);
    }

    @Test
    void aForeignPageIsNoSite() {
        var seen = SERVICE.get("api/probe", "Origin", "https://evil.example").json();
        assertThat(seen.path("site").asText()).isEqualTo(SERVICE.url());
    }

    @Test
    void whoShowsNoTokenIsNotBelieved() {
        var seen = SERVICE.get("api/probe", forwarding("site.example", "https", "/_fermata"))
                .json();
        assertThat(seen.path("base").asText()).isEqualTo(SERVICE.url() + "/");
        assertThat(seen.path("site").asText()).isEqualTo(SERVICE.url());
        assertThat(seen.path("client").asText()).isEqualTo("127.0.0.1");
    }

    @Test
    void whoMayForwardIsBelieved() {
        var seen = forwarded("site.example", "https", "/_fermata/").json();
        assertThat(seen.path("base").asText()).isEqualTo(SITE + "/_fermata/");
        assertThat(seen.path("site").asText()).isEqualTo(SITE);
        assertThat(seen.path("client").asText()).isEqualTo("198.51.100.7");
    }

    @Test
    void onlyTheLastHopOfAForwardedAddressIsBelieved() {
        String[] hops = {"Fermata-Server-Token", API_TOKEN, "X-Forwarded-For", "203.0.113.1, 198.51.100.7"};
        assertThat(SERVICE.get("api/probe", hops).json().path("client").asText())
                .isEqualTo("198.51.100.7");
    }

    @Test
    void aSiteThatIsNotRegisteredIsRefused() {
        for (Answer answer : List.of(
                forwarded("evil.example", "https", "/_fermata"),
                forwarded("site.example", "http", "/_fermata"),
                forwarded("site.example:444", "https", "/_fermata"),
                forwarded("sub.site.example", "https", "/_fermata"))) {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.problem()).isEqualTo("origin-not-registered");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "site.example/evil",
                "a@site.example",
                "site.example, site.example",
                "site.example:99999999",
                "",
                "\"><x>"
            })
    void aHostThatIsNoneIsMalformed(String host) {
        assertThat(forwarded(host, "https", "/_fermata").problem()).isEqualTo("malformed-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "/a/../b", "fermata", "/a?b", "/a;b", "/%2e", "/.", "/a b", "/<script>"})
    void aPrefixThatIsNoPlainPathIsMalformed(String prefix) {
        assertThat(forwarded("site.example", "https", prefix).problem()).isEqualTo("malformed-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript", "ftp", "https, http"})
    void aSchemeThatIsNoneIsMalformed(String scheme) {
        assertThat(forwarded("site.example", scheme, "/_fermata").problem()).isEqualTo("malformed-request");
    }

    @Test
    void aServerTokenThatIsNoneIsSaidSo() {
        var answer = SERVICE.get("api/probe", "Fermata-Server-Token", "fmt_made-up");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.problem()).isEqualTo("api-token-required");
    }

    @Test
    void aTokenWithoutTheScopeMayNotForward() {
        String reader = new ApiTokens(SERVICE.database(), SERVICE.clock())
                .create("reader", Set.of(Scope.READ, Scope.WRITE))
                .secret();
        assertThat(SERVICE.get("api/probe", "Fermata-Server-Token", reader).status())
                .isEqualTo(401);
    }

    @Test
    void whatIsForServersIsNotReachedThroughASite() {
        String[] authorized = {"Authorization", "Bearer " + API_TOKEN};
        assertThat(SERVICE.get("api/v1/sites", authorized).status()).isEqualTo(200);
        for (String[] through : new String[][] {
            {"X-Forwarded-Prefix", "/_fermata"},
            {"Fermata-Server-Token", API_TOKEN, "X-Forwarded-Host", "site.example", "X-Forwarded-Proto", "https"}
        }) {
            assertThat(SERVICE.get("api/v1/sites", both(authorized, through)).status())
                    .isEqualTo(404);
            assertThat(SERVICE.post("api/webhooks/stripe", "{}", through).status())
                    .isEqualTo(404);
        }
    }

    private static Answer forwarded(String host, String scheme, String prefix) {
        return SERVICE.get(
                "api/probe", both(new String[] {"Fermata-Server-Token", API_TOKEN}, forwarding(host, scheme, prefix)));
    }

    private static String[] forwarding(String host, String scheme, String prefix) {
        return new String[] {
            "X-Forwarded-Host", host,
            "X-Forwarded-Proto", scheme,
            "X-Forwarded-Prefix", prefix,
            "X-Forwarded-For", "198.51.100.7"
        };
    }

    private static String[] both(String[] some, String[] others) {
        return Stream.of(some, others).flatMap(Stream::of).toArray(String[]::new);
    }
}
