package dev.fermata.gate.servlet.site;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps what is below {@code /cached/} by its address for everybody, as a content management system does. */
public final class PageCache implements Filter {

    private final Map<String, byte[]> pages = new ConcurrentHashMap<>();

    @Override
    public void init(FilterConfig config) {}

    @Override
    public void destroy() {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        if (!http.getServletPath().startsWith("/cached/")) {
            chain.doFilter(request, response);
            return;
        }
        String address = http.getRequestURI() + "?" + http.getQueryString();
        byte[] page = pages.get(address);
        response.setContentType("text/html;charset=UTF-8");
        ((HttpServletResponse) response).setHeader("X-Cache", page == null ? "miss" : "hit");
        if (page == null) {
            Recording recording = new Recording((HttpServletResponse) response);
            chain.doFilter(request, recording);
            page = recording.bytes.toByteArray();
            pages.put(address, page);
        }
        response.getOutputStream().write(page);
    }

    private static final class Recording extends HttpServletResponseWrapper {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        private Recording(HttpServletResponse response) {
            super(response);
        }

        @Override
        public ServletOutputStream getOutputStream() {
            return new ServletOutputStream() {
                @Override
                public void write(int b) {
                    bytes.write(b);
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setWriteListener(WriteListener listener) {
                    throw new IllegalStateException("blocking only");
                }
            };
        }
    }
}
