package dev.fermata.gate.servlet;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The characters of a page. In an encoding that extends ASCII every byte is taken for a character, so that what is not cut comes out as
 * it went in, whatever it is.
 */
record Text(String characters, Charset encoding) {

    private static final String ASCII = "<!-- fermata:/_-AZaz09 -->";

    /** @param charset the one that the application named */
    static Text of(byte[] bytes, String charset) throws UnreadableException {
        Charset encoding = encoding(bytes, charset);
        return new Text(new String(bytes, encoding), encoding);
    }

    /** Some of it, or something put in its place. */
    byte[] bytes(String changed) {
        return changed.getBytes(encoding);
    }

    /** A byte order mark counts for more than what was said, as it does in browsers. */
    private static Charset encoding(byte[] bytes, String charset) throws UnreadableException {
        int first = bytes.length < 2 ? 0 : ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
        if (first == 0xFEFF) {
            return StandardCharsets.UTF_16BE;
        }
        if (first == 0xFFFE) {
            return StandardCharsets.UTF_16LE;
        }
        try {
            Charset named = Charset.forName(charset);
            boolean extendsAscii = ASCII.equals(new String(ASCII.getBytes(named), StandardCharsets.US_ASCII));
            return extendsAscii ? StandardCharsets.ISO_8859_1 : named;
        } catch (IllegalArgumentException e) {
            throw new UnreadableException("its charset is " + charset, e);
        }
    }
}
