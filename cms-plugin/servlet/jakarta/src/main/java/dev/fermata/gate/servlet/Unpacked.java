package dev.fermata.gate.servlet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Bodies that an application sends packed although nobody asked for it, as an inner cache may do. */
final class Unpacked {

    private Unpacked() {}

    /**
     * @param codings the {@code Content-Encoding}
     * @param limit the most bytes that it may have
     * @throws UnreadableException if it is packed in another way, or too long
     */
    static byte[] of(byte[] body, List<String> codings, int limit) throws IOException {
        if (codings.isEmpty() || codings.equals(List.of("identity"))) {
            return body;
        }
        if (!codings.equals(List.of("gzip"))) {
            throw new UnreadableException("its Content-Encoding is " + codings);
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] plain = in.readNBytes(limit);
            if (in.read() >= 0) {
                throw new UnreadableException("unpacked, it has more than " + limit + " bytes");
            }
            return plain;
        }
    }
}
