package dev.fermata.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Knows where an HTTP/1.1 answer ends (RFC 9112, section 6.3), and nothing more. */
final class Answers {

    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private Answers() {}

    /** The status, once all of the answer is in the buffer; 0 before. */
    static int statusOfWhole(ByteBuffer received) {
        int end = received.position();
        int body = endOfHead(received, end);
        if (body < 0) {
            return 0;
        }
        int status = digit(received, 9) * 100 + digit(received, 10) * 10 + digit(received, 11);
        int length = status == 204 || status == 304 ? 0 : contentLength(received, body);
        boolean whole = length >= 0 ? end >= body + length : endsWith(received, end, LAST_CHUNK);
        return whole ? status : 0;
    }

    private static int endOfHead(ByteBuffer in, int end) {
        for (int i = 3; i < end; i++) {
            if (in.get(i) == '\n' && in.get(i - 1) == '\r' && in.get(i - 2) == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    /** -1 where the answer comes in chunks. */
    private static int contentLength(ByteBuffer in, int head) {
        for (int i = 12; i < head - LENGTH.length; i++) {
            if (in.get(i - 1) == '\n' && matches(in, i)) {
                int length = 0;
                for (int at = i + LENGTH.length; in.get(at) != '\r'; at++) {
                    length = in.get(at) == ' ' ? length : length * 10 + digit(in, at);
                }
                return length;
            }
        }
        return -1;
    }

    private static boolean matches(ByteBuffer in, int at) {
        for (int i = 0; i < LENGTH.length; i++) {
            byte letter = in.get(at + i);
            if ((letter >= 'A' && letter <= 'Z' ? letter + 32 : letter) != LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean endsWith(ByteBuffer in, int end, byte[] last) {
        for (int i = 0; i < last.length; i++) {
            if (in.get(end - last.length + i) != last[i]) {
                return false;
            }
        }
        return true;
    }

    private static int digit(ByteBuffer in, int at) {
        return in.get(at) - '0';
    }
}
