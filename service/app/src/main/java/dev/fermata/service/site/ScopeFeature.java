package dev.fermata.service.site;

import dev.fermata.service.http.Area;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Guards every endpoint that {@link RequiresScope} is on, and refuses to start when one below {@code api/v1} lacks it. */
public final class ScopeFeature implements DynamicFeature {

    private static final String BEARER = "Bearer ";

    private final ApiTokens tokens;

    public ScopeFeature(ApiTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public void configure(ResourceInfo endpoint, FeatureContext context) {
        RequiresScope required = endpoint.getResourceMethod().getAnnotation(RequiresScope.class);
        if (required == null) {
            required = endpoint.getResourceClass().getAnnotation(RequiresScope.class);
        }
        if (required != null) {
            context.register(new Guard(tokens, required.value()));
        } else if (isForServers(endpoint)) {
            throw new IllegalStateException(endpoint.getResourceMethod() + " is below api/v1 and requires no scope");
        }
    }

    private static boolean isForServers(ResourceInfo endpoint) {
        var path = endpoint.getResourceClass().getAnnotation(Path.class);
        return path != null && Area.ofPath(path.value()) == Area.SERVER;
    }

    @Priority(Priorities.AUTHENTICATION)
    private record Guard(ApiTokens tokens, Scope scope) implements ContainerRequestFilter {

        @Override
        public void filter(ContainerRequestContext request) {
            ApiToken token = secret(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                    .flatMap(tokens::verify)
                    .orElseThrow(() -> new ProblemException(
                            ProblemType.API_TOKEN_REQUIRED,
                            "Send Authorization: Bearer with a token that is not revoked"));
            if (!token.allows(scope)) {
                throw new ProblemException(
                        ProblemType.API_TOKEN_SCOPE_MISSING, "The token lacks the scope " + scope.slug());
            }
        }

        private static Optional<String> secret(@Nullable String header) {
            return Optional.ofNullable(header)
                    .filter(text -> text.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                    .map(text -> text.substring(BEARER.length()).strip())
                    .filter(text -> !text.isEmpty());
        }
    }
}
