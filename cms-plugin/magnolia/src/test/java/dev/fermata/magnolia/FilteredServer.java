package dev.fermata.magnolia;

import dev.fermata.gate.proxy.FirstPartyProxy;
import dev.fermata.gate.servlet.FermataFilter;
import dev.fermata.gate.servlet.FilterSettings;
import dev.fermata.magnolia.harness.Content;
import dev.fermata.magnolia.harness.Delivery;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/**
 * A web server with the filter in front of the harness, which keeps what it rendered, by address, for everybody. It answers
 * addresses of parts of pages, too, as Magnolia does.
 */
final class FilteredServer implements AutoCloseable {

    private final Tomcat tomcat = new Tomcat();
    private final FirstPartyProxy proxy;
    private final Pages pages = new Pages();

    FilteredServer(Path directory, FilterSettings settings) throws Exception {
        FakeGate gate = new FakeGate(directory);
        proxy = new FirstPartyProxy(
                gate.settings().service(), gate.settings().serverToken(), directory, Duration.ofSeconds(1));
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(0);
        tomcat.getConnector();
        Context context = tomcat.addContext("", directory.toString());
        addFilter(context, new FermataFilter(gate, proxy, settings));
        Tomcat.addServlet(context, "pages", pages);
        context.addServletMappingDecoded("/", "pages");
        tomcat.start();
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    /** How often a page was rendered rather than taken from what is kept. */
    int renderings() {
        return pages.renderings.get();
    }

    @Override
    public void close() throws Exception {
        tomcat.stop();
        tomcat.destroy();
        proxy.close();
    }

    private static void addFilter(Context context, Filter filter) {
        FilterDef definition = new FilterDef();
        definition.setFilterName("fermata");
        definition.setFilter(filter);
        context.addFilterDef(definition);
        FilterMap map = new FilterMap();
        map.setFilterName("fermata");
        map.addURLPattern("/*");
        context.addFilterMap(map);
    }

    private static final class Pages extends HttpServlet {

        private static final long serialVersionUID = 1;
        private static final String DELIVERY = "/.rest/delivery/fermata/";

        private final transient Map<String, String> kept = new ConcurrentHashMap<>();
        private final AtomicInteger renderings = new AtomicInteger();

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String path = request.getServletPath();
            boolean json = path.startsWith(DELIVERY);
            response.setContentType(json ? "application/json;charset=UTF-8" : "text/html;charset=UTF-8");
            String body = json
                    ? Delivery.node(content(path.substring(DELIVERY.length()))).toPrettyString()
                    : kept.computeIfAbsent(path, address -> render(request, address));
            response.getWriter().write(body);
        }

        private String render(HttpServletRequest request, String address) {
            renderings.incrementAndGet();
            Map<String, Object> attributes = new HashMap<>();
            request.getAttributeNames()
                    .asIterator()
                    .forEachRemaining(name -> attributes.put(name, request.getAttribute(name)));
            return Site.filtered().withAttributes(attributes).render(content(address.substring(1)));
        }

        /** A page, or what lies below one. */
        private static Content content(String path) {
            String[] names = path.replaceFirst("(~.*~)?(\\.html)?$", "").split("/");
            Content content = Site.page(names[0]);
            for (int i = 1; i < names.length; i++) {
                content = content.children().get(names[i]);
            }
            return content;
        }
    }
}
