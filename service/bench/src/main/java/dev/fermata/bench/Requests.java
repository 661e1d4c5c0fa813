package dev.fermata.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Requests as they go over the wire. */
final class Requests {

    private Requests() {}

    /** Each request comes from an address of its own, as a web server in front would say. */
    static ByteBuffer get(String path, int reader, String... headers) {
        return wire("GET", path, reader, "", headers);
    }

    static ByteBuffer post(String path, int reader, String json, String... headers) {
        return wire("POST", path, reader, json, headers);
    }

    /** The same ones again and again. */
    static Supplier<@Nullable ByteBuffer> inTurns(List<ByteBuffer> requests) {
        var next = new AtomicInteger();
        return () -> requests.get(Math.floorMod(next.getAndIncrement(), requests.size()))
                .duplicate();
    }

    /** Each once. */
    static Supplier<@Nullable ByteBuffer> once(int count, IntFunction<ByteBuffer> request) {
        var next = new AtomicInteger();
        return () -> next.get() < count ? request.apply(next.getAndIncrement()) : null;
    }

    private static ByteBuffer wire(String method, String path, int reader, String body, String... headers) {
        var text = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        text.append("X-Forwarded-For: 10.%d.%d.%d\r\n".formatted(reader >> 16 & 255, reader >> 8 & 255, reader & 255));
        for (int i = 0; i < headers.length; i += 2) {
            text.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        if (method.equals("POST")) {
            text.append("Content-Type: application/json\r\nContent-Length: " + content.length + "\r\n");
        }
        byte[] head = text.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + content.length)
                .put(head)
                .put(content)
                .flip();
    }
}
