package dev.fermata.demo.browser;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** An nginx in front of the site that keeps whatever an answer lets it keep. */
final class CachingWebServer implements AutoCloseable {

    private static final List<String> PLACES =
            List.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx", "/opt/homebrew/bin/nginx");

    private final Process process;
    private final URI address;

    private CachingWebServer(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Starts it in this folder, on a free port, passing on to the site under the site's own name. */
    static CachingWebServer start(Path folder, URI site) throws IOException {
        Files.createDirectories(folder.resolve("temp"));
        int port = freePort();
        Path configuration = Files.writeString(folder.resolve("nginx.conf"), configuration(folder, port, site));
        Process process = new ProcessBuilder(
                        find().toString(), "-p", folder.toString(), "-c", configuration.toString(), "-e", "stderr")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.log").toFile())
                .start();
        URI address = URI.create("http://localhost:" + port);
        Awaitility.await("nginx answers")
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> new CmsHttp(address).get("/nginx-is-here").status() == 204);
        return new CachingWebServer(process, address);
    }

    private static Path find() {
        return PLACES.stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The caching tests need nginx: install it (on Debian: apt-get install nginx-light)."));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String configuration(Path folder, int port, URI site) {
        String temp = Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                .map(kind -> "  %s_temp_path %s/temp/%s;%n".formatted(kind, folder, kind))
                .reduce("", String::concat);
        return """
                daemon off;
                master_process off;
                pid %1$s/nginx.pid;
                events { worker_connections 64; }
                http {
                %2$s  access_log off;
                  proxy_cache_path %1$s/cache keys_zone=pages:1m;
                  server {
                    listen 127.0.0.1:%3$d;
                    location = /nginx-is-here { return 204; }
                    location / {
                      proxy_pass %4$s;
                      proxy_set_header Host %5$s;
                      proxy_cache pages;
                      proxy_cache_key $request_uri;
                      proxy_cache_valid 200 10m;
                      add_header X-Cache $upstream_cache_status always;
                    }
                  }
                }
                """
                .formatted(folder, temp, port, site, site.getAuthority());
    }

    /** The site, as seen through it. */
    URI address() {
        return address;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
