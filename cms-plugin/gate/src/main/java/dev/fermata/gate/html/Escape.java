package dev.fermata.gate.html;

import java.net.URI;
import java.net.URISyntaxException;

/** Text made harmless for the place where it is written. */
public final class Escape {

    private Escape() {}

    /** For text and for quoted attribute values. */
    public static String html(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }

    /** JSON that may stand inside a script element: it can neither end it nor be read as a comment. */
    public static String jsonInScript(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    /** An address that a browser may be sent to, as it is: absolute over http or https, or a path on this host; else empty. */
    public static String link(String address) {
        try {
            URI uri = new URI(address);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            boolean path = !uri.isAbsolute() && uri.getRawAuthority() == null && address.startsWith("/");
            return web && uri.getHost() != null || path && !address.startsWith("//") ? address : "";
        } catch (URISyntaxException e) {
            return "";
        }
    }
}
