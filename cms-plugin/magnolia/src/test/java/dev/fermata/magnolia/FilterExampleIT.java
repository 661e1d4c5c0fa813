package dev.fermata.magnolia;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.gate.servlet.FermataFilter;
import dev.fermata.gate.servlet.FilterSettings;
import dev.fermata.gate.servlet.Paths;
import dev.fermata.gate.servlet.Refusals;
import dev.fermata.gate.servlet.TrustedProxies;
import jakarta.servlet.Filter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilterExampleIT {

    @TempDir
    Path directory;

    @Test
    void bothWaysToRegisterTheFilterSayTheSame() throws Exception {
        assertThat(FilterExample.inFilterChain()).isEqualTo(FilterExample.inWebXml());
    }

    @Test
    void theFilterStartsWithWhatTheExampleSays() throws Exception {
        Map<String, Object> parameters = FilterExample.inWebXml();
        parameters.put("directory", directory.toString());
        parameters.put("server-token", "fmt_1");

        assertThat(startsWith(parameters)).isTrue();
        parameters.put("refused", "(");
        assertThat(startsWith(parameters)).isFalse();
    }

    @Test
    void whatThePageProtectsIsNotThereWithoutThePage() throws Exception {
        String part = (String) FilterExample.inWebXml().get("refused");
        FilterSettings settings = new FilterSettings(
                Paths.all(),
                new Refusals(Pattern.compile(part)),
                false,
                FilterSettings.USUAL_MAX_PAGE_BYTES,
                TrustedProxies.none(),
                FilterSettings.USUAL_JSON);
        try (FilteredServer server = new FilteredServer(directory, settings)) {
            assertThat(status(server, "/subscribers/main/00.html")).isEqualTo(404);
            assertThat(status(server, "/subscribers/m%61in/00.html")).isEqualTo(404);
            assertThat(status(server, "/.rest/delivery/fermata/subscribers/main"))
                    .isEqualTo(404);
            assertThat(status(server, "/subscribers.html")).isEqualTo(200);
        }
    }

    private static int status(FilteredServer server, String address) throws Exception {
        URI uri = URI.create("http://localhost:" + server.port() + address);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private boolean startsWith(Map<String, Object> parameters) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory.toString());
        Context context = tomcat.addContext("", directory.toString());
        FilterDef definition = new FilterDef();
        Filter filter = new FermataFilter();
        definition.setFilterName("fermata");
        definition.setFilter(filter);
        parameters.forEach((name, value) -> definition.addInitParameter(name, (String) value));
        context.addFilterDef(definition);
        try {
            tomcat.start();
            return context.getState().isAvailable();
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }
}
