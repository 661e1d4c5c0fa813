package dev.fermata.bench;

import dev.fermata.service.FermataApplication;
import dev.fermata.service.FermataConfiguration;
import io.dropwizard.core.setup.Environment;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** The service as it ships and, in the same server, the plain servlet that it is held against. */
public final class BenchService extends FermataApplication {

    static final String PLAIN = "/bench/plain";

    private BenchService() {
        super(InstantSource.system());
    }

    public static void main(String[] args) throws Exception {
        new BenchService().run("server", "classpath:fermata.yml");
    }

    @Override
    public void run(FermataConfiguration configuration, Environment environment) {
        super.run(configuration, environment);
        environment.servlets().addServlet("plain", new Plain()).addMapping(PLAIN);
    }

    /** As little as a servlet can do: constant JSON, as long as the answer of an access check. */
    private static final class Plain extends HttpServlet {

        private static final byte[] BODY =
                ("{\"granted\":true,\"filler\":\"" + "x".repeat(300) + "\"}").getBytes(StandardCharsets.UTF_8);

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("application/json");
            response.setContentLength(BODY.length);
            response.getOutputStream().write(BODY);
        }
    }
}
