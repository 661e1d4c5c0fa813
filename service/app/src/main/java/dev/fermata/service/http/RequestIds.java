package dev.fermata.service.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Gives every request an id, the caller's if it is a plain one, which all log lines, the answer and its problem document carry. */
public final class RequestIds implements Filter {

    public static final String HEADER = "X-Request-Id";

    private static final String LOG_PROPERTY = "request_id";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{8,64}");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 12;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String id = choose(((HttpServletRequest) request).getHeader(HEADER));
        ((HttpServletResponse) response).setHeader(HEADER, id);
        MDC.put(LOG_PROPERTY, id);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(LOG_PROPERTY);
        }
    }

    static String choose(@Nullable String asked) {
        return asked != null && PLAIN.matcher(asked).matches() ? asked : next();
    }

    static String next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
