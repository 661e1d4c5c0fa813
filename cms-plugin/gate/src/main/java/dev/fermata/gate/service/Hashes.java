package dev.fermata.gate.service;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Names for secrets in memory: who has only the name can't use it. */
public final class Hashes {

    private static final MessageDigest SHA_256 = newSha256();

    private Hashes() {}

    /** SHA-256, a byte to a character. */
    public static String of(String secret) {
        byte[] digest = copy().digest(secret.getBytes(StandardCharsets.UTF_8));
        return new String(digest, StandardCharsets.ISO_8859_1);
    }

    /** Cheaper than looking one up, and this happens on every page. */
    private static MessageDigest copy() {
        try {
            return (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException e) {
            return newSha256();
        }
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
