package dev.fermata.gate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/_fermata/client.js",
                "/_fermata/assets/client.abc123.js",
                "/_fermata/api/session",
                "/_fermata/api/purchases/pur_01ABC",
                "/_fermata/api/v",
                "/_fermata/checkout",
                "/_fermata/checkout/return",
                "/_fermata/login/confirm",
                "/_fermata/account",
                "/_fermata/account/purchases",
                "/_fermata/oauth2/authorize",
                "/_fermata/AbC123xyz/plenigo_sdk.min.js",
                "/_fermata/.well-known/jwks.json",
                "/_fermata/problems/term-not-found",
                "/_fermata/up"
            })
    void passesWhatTheBrowserNeeds(String path) {
        assertThat(ProxyPath.of(path)).contains(new ProxyPath(path.substring("/_fermata".length())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/_fermata/admin",
                "/_fermata/admin/login",
                "/_fermata/admin/plenigo_sdk.min.js",
                "/_fermata/ADMIN/plenigo_sdk.min.js",
                "/_fermata/ADMIN",
                "/_fermata/api/v1",
                "/_fermata/api/v1/members",
                "/_fermata/api/V1/members",
                "/_fermata/api/v2/user",
                "/_fermata/api/webhooks",
                "/_fermata/api/webhooks/stripe",
                "/_fermata/api/Webhooks/stripe",
                "/_fermata/metrics",
                "/_fermata/AbC123xyz",
                "/_fermata/AbC123xyz/other.js",
                "/_fermata/a/b/plenigo_sdk.min.js",
                "/_fermata/plenigo_sdk.min.js"
            })
    void keepsPrivateWhatIsPrivate(String path) {
        assertThat(ProxyPath.of(path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/_fermata/api/%76%31/members",
                "/_fermata/api%2Fv1/members",
                "/_fermata/api/session%2F..%2Fv1",
                "/_fermata/%2e%2e/admin",
                "/_fermata/api/../admin",
                "/_fermata/api/./v1",
                "/_fermata/api/.../v1",
                "/_fermata/api//v1/members",
                "/_fermata//admin",
                "/_fermata/api;x=1/v1",
                "/_fermata/api/v1;x",
                "/_fermata/api/;/v1",
                "/_fermata/api\\v1",
                "/_fermata/up/",
                "/_fermata/",
                "/_fermata",
                "/_FERMATA/up",
                "/_fermata/api/sess ion",
                "/_fermata/api/\u0000"
            })
    void refusesWhatTheServiceMightReadDifferently(String path) {
        assertThat(ProxyPath.of(path)).isEmpty();
    }
}
