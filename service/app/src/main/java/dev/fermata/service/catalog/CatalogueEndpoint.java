package dev.fermata.service.catalog;

import dev.fermata.service.site.RequiresScope;
import dev.fermata.service.site.Scope;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Imports a whole catalogue file over HTTP. */
@Path("api/v1/catalogue")
@Produces(MediaType.APPLICATION_JSON)
public final class CatalogueEndpoint {

    private final CatalogueImport imports;

    public CatalogueEndpoint(CatalogueImport imports) {
        this.imports = imports;
    }

    @PUT
    @RequiresScope(Scope.WRITE)
    @Consumes({"application/yaml", MediaType.APPLICATION_JSON})
    public CatalogueImport.Imported put(String file) {
        return imports.text(file);
    }
}
