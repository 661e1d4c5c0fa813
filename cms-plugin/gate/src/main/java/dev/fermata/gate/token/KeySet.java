package dev.fermata.gate.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Public keys that a member token may be signed with, by their id: RSA, made for signing with RS256, and not too short.
 *
 * @param issuer null if it isn't known
 */
record KeySet(@Nullable String issuer, Map<String, JWSVerifier> verifiers) {

    static final KeySet NONE = new KeySet(null, Map.of());

    private static final int FEWEST_BITS = 2048;

    KeySet {
        verifiers = Map.copyOf(verifiers);
    }

    static KeySet of(JsonNode document) {
        Map<String, JWSVerifier> verifiers = new HashMap<>();
        for (JsonNode key : document.path("keys")) {
            try {
                if (JWK.parse(key.toString()) instanceof RSAKey rsa && isUsable(rsa)) {
                    verifiers.put(rsa.getKeyID(), new RSASSAVerifier(rsa.toPublicJWK()));
                }
            } catch (ParseException | JOSEException e) {
                // A kind of key that is not known here signs nothing that counts here.
            }
        }
        String issuer = document.path("issuer").asText("");
        return new KeySet(issuer.isEmpty() ? null : issuer, verifiers);
    }

    private static boolean isUsable(RSAKey key) {
        boolean forSigning = key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE);
        boolean forRs256 = key.getAlgorithm() == null || key.getAlgorithm().equals(JWSAlgorithm.RS256);
        return key.getKeyID() != null && forSigning && forRs256 && key.size() >= FEWEST_BITS;
    }
}
