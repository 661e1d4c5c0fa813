package dev.fermata.gate.proxy;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * What the visitor gets.
 *
 * @param headers by name, in any case, each with all its values; several {@code Set-Cookie} stay several
 * @param body read while it arrives; a read that fails means that the rest never came, so the host must break its answer off, too
 */
public record ProxyAnswer(int status, Map<String, List<String>> headers, InputStream body) implements Closeable {

    public ProxyAnswer {
        headers = Headers.withoutCase(headers);
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
