package dev.fermata.gate.fake;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;

/** Keys made once for all tests. */
public final class Keys {

    public static final RSAKey SERVICE = rsa("key-1", 2048);
    public static final RSAKey NEXT = rsa("key-2", 2048);
    /** Somebody else's, under the service's name. */
    public static final RSAKey FOREIGN = rsa("key-1", 2048);

    private Keys() {}

    public static RSAKey rsa(String kid, int bits) {
        try {
            return new RSAKeyGenerator(bits, bits < 2048)
                    .keyID(kid)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
