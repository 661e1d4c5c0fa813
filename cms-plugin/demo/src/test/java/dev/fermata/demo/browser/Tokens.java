package dev.fermata.demo.browser;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Member tokens that must open nothing, made from a true one as somebody would who has bought once. */
record Tokens(Map<String, String> all) {

    /** Buys in this reader's browser, on the site's other address, and forges from what came of it. */
    static Tokens from(World world, Reader reader) {
        try {
            String other = reader.buyAtTheOtherAddress("term_lifetime");
            SignedJWT real = SignedJWT.parse(other);
            JWKSet published = JWKSet.parse(
                    world.cms().get("/_fermata/.well-known/jwks.json").body());
            return new Tokens(forged(real, published, world.cms().site().toString()));
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> forged(SignedJWT real, JWKSet published, String site)
            throws ParseException, JOSEException {
        JWTClaimsSet wanted = new JWTClaimsSet.Builder(real.getJWTClaimsSet())
                .audience(site)
                .claim("resources", List.of("premium", "archive", "video"))
                .expirationTime(Date.from(Instant.now().plusSeconds(3600)))
                .build();
        String[] parts = real.serialize().split("\\.");
        RSAKey own =
                new RSAKeyGenerator(2048).keyID(real.getHeader().getKeyID()).generate();
        byte[] publicKey = published
                .getKeys()
                .get(0)
                .toRSAKey()
                .toPublicJWK()
                .toJSONString()
                .getBytes(StandardCharsets.UTF_8);

        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("of another site", real.serialize());
        tokens.put("with other claims", parts[0] + "." + Base64URL.encode(wanted.toString()) + "." + parts[2]);
        tokens.put("without a signature", parts[0] + "." + Base64URL.encode(wanted.toString()) + ".");
        tokens.put("of the algorithm none", new PlainJWT(wanted).serialize());
        tokens.put(
                "signed with another key",
                signed(
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID(real.getHeader().getKeyID())
                                .build(),
                        wanted,
                        own));
        tokens.put(
                "with a key in its header",
                signed(
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .jwk(own.toPublicJWK())
                                .build(),
                        wanted,
                        own));
        tokens.put(
                "expired",
                signed(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).build(),
                        new JWTClaimsSet.Builder(wanted)
                                .expirationTime(new Date(0))
                                .build(),
                        own));
        SignedJWT mac = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(real.getHeader().getKeyID())
                        .build(),
                wanted);
        mac.sign(new MACSigner(publicKey));
        tokens.put("signed with the public key", mac.serialize());
        tokens.put("no token", "x");
        tokens.put("very long", "e".repeat(6000));
        return tokens;
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, RSAKey key) throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }
}
