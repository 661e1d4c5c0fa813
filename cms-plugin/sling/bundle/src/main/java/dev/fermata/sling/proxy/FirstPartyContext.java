package dev.fermata.sling.proxy;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.http.context.ServletContextHelper;

/** A servlet context of its own for the path: nobody is authenticated there, and no script answers. */
@Component(
        service = ServletContextHelper.class,
        property = {
            "osgi.http.whiteboard.context.name=" + FirstPartyContext.NAME,
            "osgi.http.whiteboard.context.path=/_fermata"
        })
public final class FirstPartyContext extends ServletContextHelper {

    static final String NAME = "fermata";
}
