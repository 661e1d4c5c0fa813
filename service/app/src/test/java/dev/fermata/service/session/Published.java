package dev.fermata.service.session;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;

/** Checks a token as a stranger does: by the published key that its header names. */
final class Published {

    private Published() {}

    static JWSVerifier verifier(JWKSet keys, SignedJWT jwt) throws JOSEException {
        JWK key = keys.getKeyByKeyId(jwt.getHeader().getKeyID());
        if (key == null) {
            throw new AssertionError("The key " + jwt.getHeader().getKeyID() + " is not published");
        }
        return new RSASSAVerifier(key.toRSAKey());
    }
}
