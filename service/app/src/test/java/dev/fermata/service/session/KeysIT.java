package dev.fermata.service.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.service.ServiceUnderTest;
import org.junit.jupiter.api.Test;

/** Anybody finds the keys without knowing more than the issuer. */
class KeysIT {

    private final ServiceUnderTest service = ServiceUnderTest.shared();

    @Test
    void leadsFromTheIssuerToItsKeys() {
        var discovery = service.get(".well-known/openid-configuration").json();

        assertThat(discovery.get("issuer").asText()).isEqualTo(service.url());
        assertThat(service.get(discovery.get("jwks_uri").asText()).json().get("keys"))
                .isNotEmpty()
                .noneMatch(key -> key.has("d"));
    }

    @Test
    void namesNoEndpointThatIsNotThere() {
        assertThat(service.get(".well-known/openid-configuration").json().fieldNames())
                .toIterable()
                .noneMatch(name -> name.endsWith("_endpoint"));
    }
}
