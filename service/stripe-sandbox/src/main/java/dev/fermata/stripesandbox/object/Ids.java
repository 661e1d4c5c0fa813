package dev.fermata.stripesandbox.object;

import java.util.concurrent.ThreadLocalRandom;

/** Ids and secrets that look like Stripe's. They are unique, not unguessable: nothing here is worth guessing. */
public final class Ids {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private Ids() {}

    /** {@code pi_3Nc…}: the prefix and 24 letters and digits. */
    public static String next(String prefix) {
        return prefix + letters(24);
    }

    public static String letters(int length) {
        StringBuilder out = new StringBuilder(length);
        ThreadLocalRandom random = ThreadLocalRandom.current();
        for (int i = 0; i < length; i++) {
            out.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return out.toString();
    }
}
