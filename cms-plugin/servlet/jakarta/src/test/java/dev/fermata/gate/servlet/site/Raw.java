package dev.fermata.gate.servlet.site;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer as it came over a bare socket, so that nothing tidies up what is sent or hides what came.
 *
 * @param headers by name, without case; every value in its order
 */
public record Raw(int status, Map<String, List<String>> headers, String body) {

    /** Sends the request as it stands, line ends apart. */
    public static Raw send(int port, String request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(ISO_8859_1));
            return read(socket.getInputStream());
        }
    }

    /** The only value of a header; empty if there is none. */
    public String header(String name) {
        return String.join(" | ", headers.getOrDefault(name, List.of()));
    }

    static Raw read(InputStream in) throws IOException {
        String status = line(in);
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String[] parts = line.split(": ?", 2);
            headers.computeIfAbsent(parts[0], unused -> new ArrayList<>()).add(parts[1]);
        }
        boolean chunked = headers.getOrDefault("Transfer-Encoding", List.of()).contains("chunked");
        byte[] body = chunked ? chunks(in) : in.readAllBytes();
        return new Raw(Integer.parseInt(status.split(" ", 3)[1]), headers, new String(body, ISO_8859_1));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String size = line(in);
        while (!size.isEmpty() && !size.equals("0")) {
            body.write(in.readNBytes(Integer.parseInt(size, 16)));
            line(in);
            size = line(in);
        }
        return body.toByteArray();
    }

    static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(ISO_8859_1);
    }
}
