package dev.fermata.service.problem;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;

/** JSON pointers (RFC 6901) to the part of a request body that a validator or the JSON reader complained about. */
final class Pointers {

    private Pointers() {}

    /** Leaves out the method and its parameter, which are ours and not the client's. */
    static String of(Path path) {
        var pointer = new StringBuilder();
        for (Path.Node node : path) {
            boolean ours = node.getKind() == ElementKind.METHOD
                    || node.getKind() == ElementKind.CONSTRUCTOR
                    || node.getKind() == ElementKind.CROSS_PARAMETER
                    || (node.getKind() == ElementKind.PARAMETER && isBody(path));
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            }
            if (!ours && node.getName() != null) {
                pointer.append('/').append(SnakeCaseStrategy.INSTANCE.translate(node.getName()));
            }
        }
        return pointer.toString();
    }

    static String of(JsonMappingException exception) {
        var pointer = new StringBuilder();
        for (JsonMappingException.Reference step : exception.getPath()) {
            pointer.append('/').append(step.getFieldName() == null ? step.getIndex() : step.getFieldName());
        }
        return pointer.toString();
    }

    private static boolean isBody(Path path) {
        boolean parameter = false;
        for (Path.Node node : path) {
            if (node.getKind() == ElementKind.PARAMETER) {
                parameter = true;
            } else if (parameter && node.getKind() == ElementKind.PROPERTY) {
                return true;
            }
        }
        return false;
    }
}
