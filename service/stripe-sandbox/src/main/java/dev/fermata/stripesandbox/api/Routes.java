package dev.fermata.stripesandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.object.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The operations served, each with what it may be sent. */
public final class Routes {

    private static final ObjectNode SHAPES = Json.resource(Routes.class, "params.json");

    /** One operation. {@code {id}} in the pattern is the one variable step. */
    record Route(String method, String pattern, List<String> steps, ParamShape shape, Function<Call, ObjectNode> work) {

        /** The variable step, or the empty string when the pattern has none. */
        Optional<String> match(List<String> path) {
            if (path.size() != steps.size()) {
                return Optional.empty();
            }
            String id = "";
            for (int i = 0; i < steps.size(); i++) {
                if (steps.get(i).equals("{id}")) {
                    id = path.get(i);
                } else if (!steps.get(i).equals(path.get(i))) {
                    return Optional.empty();
                }
            }
            return Optional.of(id);
        }
    }

    record Match(Route route, String id) {}

    private final List<Route> routes = new ArrayList<>();

    public Routes get(String pattern, Function<Call, ObjectNode> work) {
        return add("GET", pattern, work);
    }

    public Routes post(String pattern, Function<Call, ObjectNode> work) {
        return add("POST", pattern, work);
    }

    public Routes delete(String pattern, Function<Call, ObjectNode> work) {
        return add("DELETE", pattern, work);
    }

    private Routes add(String method, String pattern, Function<Call, ObjectNode> work) {
        ObjectNode shape = (ObjectNode) SHAPES.get(method + " " + pattern);
        if (shape == null) {
            throw new IllegalStateException("Nothing says what " + method + " " + pattern + " may carry");
        }
        routes.add(new Route(method, pattern, steps(pattern), new ParamShape(shape), work));
        return this;
    }

    Match find(String method, String path) {
        List<String> steps = steps(path);
        for (Route route : routes) {
            Optional<String> id = route.method().equals(method) ? route.match(steps) : Optional.empty();
            if (id.isPresent()) {
                return new Match(route, id.get());
            }
        }
        throw StripeError.unknownUrl(method, path);
    }

    private static List<String> steps(String path) {
        return List.of(path.substring(1).split("/", -1));
    }
}
