package dev.fermata.service.session;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How anybody checks a member token: the public keys, and the discovery document that leads to them. */
@Path(".well-known")
@Produces(MediaType.APPLICATION_JSON)
public final class KeysEndpoint {

    private static final String CACHEABLE = "public, max-age=300";

    private final SigningKeys keys;
    private final URI issuer;

    public KeysEndpoint(SigningKeys keys, URI issuer) {
        this.keys = keys;
        this.issuer = issuer;
    }

    @GET
    @Path("jwks.json")
    public Response keys() {
        return Response.ok(keys.published().toJSONObject(true))
                .header(HttpHeaders.CACHE_CONTROL, CACHEABLE)
                .build();
    }

    /** Names what exists and nothing else: there is no authorization endpoint yet, so no response type is supported. */
    @GET
    @Path("openid-configuration")
    public Response discovery() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("issuer", issuer.toString());
        document.put("jwks_uri", issuer + "/.well-known/jwks.json");
        document.put("response_types_supported", List.of());
        document.put("subject_types_supported", List.of("public"));
        document.put("id_token_signing_alg_values_supported", List.of("RS256"));
        document.put(
                "claims_supported",
                List.of(
                        "iss",
                        "aud",
                        "sub",
                        "iat",
                        "exp",
                        "jti",
                        "authenticated",
                        "session",
                        "audience_member",
                        "resources",
                        "products"));
        return Response.ok(document)
                .header(HttpHeaders.CACHE_CONTROL, CACHEABLE)
                .build();
    }
}
