package dev.fermata.gate.servlet.site;

import jakarta.servlet.DispatcherType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.DefaultServlet;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;

/** Jetty. */
public record JettyContainer(Server server) implements Container {

    public static Container start(Gate gate, int port) throws Exception {
        Server server = new Server(port);
        ServletContextHandler context = new ServletContextHandler();
        context.setContextPath("/");
        add(context, gate);
        add(context, new Gate(new PageCache(), Map.of(), Set.of(DispatcherType.REQUEST)));
        ServletHolder application = new ServletHolder(new Application());
        application.setAsyncSupported(true);
        context.addServlet(application, "/");
        Path files = Files.createTempDirectory("jetty");
        Files.writeString(files.resolve("static.htm"), Pages.file());
        context.setBaseResourceAsPath(files);
        context.addServlet(new ServletHolder("files", new DefaultServlet()), "*.htm");
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.addErrorPage(ErrorPageErrorHandler.GLOBAL_ERROR_PAGE, Application.ERROR_PAGE);
        context.setErrorHandler(errors);
        server.setHandler(context);
        server.start();
        return new JettyContainer(server);
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }

    private static void add(ServletContextHandler context, Gate gate) {
        FilterHolder holder = new FilterHolder(gate.filter());
        holder.setInitParameters(gate.parameters());
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.copyOf(gate.dispatches()));
    }
}
