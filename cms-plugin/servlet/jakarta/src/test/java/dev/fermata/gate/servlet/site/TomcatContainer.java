package dev.fermata.gate.servlet.site;

import jakarta.servlet.DispatcherType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.logging.LogManager;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** Tomcat. */
public record TomcatContainer(Tomcat tomcat) implements Container {

    public static Container start(Gate gate, int port) throws Exception {
        // Its own account of failures, which are provoked here all the time.
        LogManager.getLogManager().reset();
        Path directory = Files.createTempDirectory("tomcat");
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(port);
        tomcat.getConnector();
        Context context = tomcat.addContext(
                "", Files.createDirectory(directory.resolve("files")).toString());
        Files.writeString(directory.resolve("files").resolve("static.htm"), Pages.file());
        add(context, "gate", gate);
        add(context, "cache", new Gate(new PageCache(), Map.of(), Set.of(DispatcherType.REQUEST)));
        Wrapper application = Tomcat.addServlet(context, "application", new Application());
        application.setAsyncSupported(true);
        context.addServletMappingDecoded("/", "application");
        Tomcat.addServlet(context, "files", new DefaultServlet());
        context.addServletMappingDecoded("*.htm", "files");
        ErrorPage page = new ErrorPage();
        page.setLocation(Application.ERROR_PAGE);
        context.addErrorPage(page);
        tomcat.start();
        if (!context.getState().isAvailable()) {
            tomcat.destroy();
            throw new IllegalStateException("The application did not start");
        }
        return new TomcatContainer(tomcat);
    }

    @Override
    public void close() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    private static void add(Context context, String name, Gate gate) {
        FilterDef definition = new FilterDef();
        definition.setFilterName(name);
        definition.setFilter(gate.filter());
        gate.parameters().forEach(definition::addInitParameter);
        definition.setAsyncSupported("true");
        context.addFilterDef(definition);
        FilterMap map = new FilterMap();
        map.setFilterName(name);
        map.addURLPattern("/*");
        gate.dispatches().forEach(type -> map.setDispatcher(type.name()));
        context.addFilterMap(map);
    }
}
