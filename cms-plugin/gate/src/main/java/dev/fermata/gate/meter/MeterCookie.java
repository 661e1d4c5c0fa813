package dev.fermata.gate.meter;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Counters as a cookie's value and back. A value that was not written here for this site, or was changed by a single bit, says nothing. It
 * shows how many things were read since when, but not which.
 */
final class MeterCookie {

    static final String NAME = "fermata_meter";
    static final int MOST_VIEWS = 400;

    private static final String HMAC = "HmacSHA256";
    private static final String VERSION = "1";
    private static final int LONGEST = 4000;
    private static final int MAC_BYTES = 16;
    private static final int VIEW_BYTES = 5;
    private static final int COUNTER_BYTES = 2 + 2 + 1 + 8 + 8 + 2;

    private final SecretKeySpec key;

    /** @param serverToken what both the key and no visitor knows */
    MeterCookie(String serverToken) {
        SecretKeySpec token = new SecretKeySpec(serverToken.getBytes(StandardCharsets.UTF_8), HMAC);
        this.key = new SecretKeySpec(hmac(token, "fermata_meter " + VERSION), HMAC);
    }

    /** The short hash by which a view is counted. */
    long view(String contentId) {
        return ByteBuffer.wrap(hmac(key, "view " + contentId)).getLong() >>> (64 - 8 * VIEW_BYTES);
    }

    String write(List<Counter> counters, String site) {
        int views =
                counters.stream().mapToInt(counter -> counter.views().size()).sum();
        ByteBuffer bytes = ByteBuffer.allocate(counters.size() * COUNTER_BYTES + views * VIEW_BYTES);
        counters.forEach(counter -> write(counter, bytes));
        String payload = base64(bytes.array());
        return VERSION + "." + payload + "." + signature(payload, site);
    }

    /** Empty if it is not one of ours. */
    Optional<List<Counter>> read(String value, String site) {
        String[] parts = value.split("\\.", -1);
        if (value.length() > LONGEST || parts.length != 3 || !parts[0].equals(VERSION)) {
            return Optional.empty();
        }
        byte[] expected = signature(parts[1], site).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(expected, parts[2].getBytes(StandardCharsets.UTF_8))) {
            return Optional.empty();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(parts[1]));
            List<Counter> counters = new ArrayList<>();
            while (bytes.hasRemaining()) {
                counters.add(read(bytes));
            }
            return Optional.of(counters);
        } catch (IllegalArgumentException | BufferUnderflowException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static void write(Counter counter, ByteBuffer bytes) {
        bytes.putShort((short) counter.months()).putShort((short) counter.days());
        bytes.put((byte) (counter.rolling() ? 1 : 0));
        bytes.putLong(counter.start().getEpochSecond()).putLong(counter.end().getEpochSecond());
        bytes.putShort((short) counter.views().size());
        counter.views()
                .forEach(view ->
                        bytes.put(ByteBuffer.allocate(8).putLong(0, view).array(), 8 - VIEW_BYTES, VIEW_BYTES));
    }

    private static Counter read(ByteBuffer bytes) {
        int months = bytes.getShort();
        int days = bytes.getShort();
        boolean rolling = bytes.get() == 1;
        Instant start = Instant.ofEpochSecond(bytes.getLong());
        Instant end = Instant.ofEpochSecond(bytes.getLong());
        int count = bytes.getShort();
        List<Long> views = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] view = new byte[8];
            bytes.get(view, 8 - VIEW_BYTES, VIEW_BYTES);
            views.add(ByteBuffer.wrap(view).getLong());
        }
        return new Counter(months, days, rolling, start, end, views);
    }

    private String signature(String payload, String site) {
        return base64(Arrays.copyOf(hmac(key, site + " " + VERSION + "." + payload), MAC_BYTES));
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
