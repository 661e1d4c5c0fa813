package dev.fermata.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fermata.service.problem.FieldProblem;
import dev.fermata.service.problem.ProblemException;
import java.util.ArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A JSON body that is read field by field, so that the client hears of everything that is wrong with it at once. */
public final class Body {

    private Body() {}

    /** What the reader makes of the body, unless it noted problems, which are then thrown. */
    public static <T> T read(@Nullable JsonNode body, Function<Fields, T> reader) {
        var problems = new ArrayList<FieldProblem>();
        if (body == null) {
            throw ProblemException.invalid("", "must be an object");
        }
        T read = reader.apply(Fields.of(body, problems));
        if (!problems.isEmpty()) {
            throw ProblemException.invalid(problems);
        }
        return read;
    }
}
