package dev.fermata.sling.gate;

import java.util.Map;
import java.util.Optional;
import org.apache.sling.api.resource.LoginException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.serviceusermapping.ServiceUserMapped;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The content as the gate may read it, for as long as a request lasts. Nobody logs in before something is asked for. */
public final class ServiceContent implements AutoCloseable {

    private final ResourceResolverFactory factory;
    private @Nullable ResourceResolver resolver;

    private ServiceContent(ResourceResolverFactory factory) {
        this.factory = factory;
    }

    public ResourceResolver resolver() {
        if (resolver == null) {
            try {
                resolver = factory.getServiceResourceResolver(Map.of(ResourceResolverFactory.SUBSERVICE, "gate"));
            } catch (LoginException noSuchUser) {
                throw new IllegalStateException("the service user fermata-gate cannot read the content", noSuchUser);
            }
        }
        return resolver;
    }

    public Optional<Resource> resource(String path) {
        return Optional.ofNullable(resolver().getResource(path));
    }

    @Override
    public void close() {
        if (resolver != null) {
            resolver.close();
        }
    }

    /** Opens it. */
    @Component(service = Door.class)
    public static final class Door {

        private final ResourceResolverFactory factory;

        @Activate
        public Door(
                @Reference ResourceResolverFactory factory,
                @Reference(target = "(" + ServiceUserMapped.SUBSERVICENAME + "=gate)") ServiceUserMapped user) {
            this.factory = factory;
        }

        public ServiceContent open() {
            return new ServiceContent(factory);
        }
    }
}
