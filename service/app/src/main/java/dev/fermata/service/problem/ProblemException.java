package dev.fermata.service.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem document. The detail is what the client may read; the cause is only logged. */
public class ProblemException extends RuntimeException {

    private final ProblemType type;
    private final String detail;
    private final List<FieldProblem> errors;
    private final Map<String, Object> members = new LinkedHashMap<>();
    private @Nullable Duration retryAfter;

    public ProblemException(ProblemType type, String detail) {
        this(type, detail, List.of(), null);
    }

    public ProblemException(ProblemType type, String detail, Throwable cause) {
        this(type, detail, List.of(), cause);
    }

    private ProblemException(ProblemType type, String detail, List<FieldProblem> errors, @Nullable Throwable cause) {
        super(type.slug() + ": " + detail, cause);
        this.type = type;
        this.detail = detail;
        this.errors = List.copyOf(errors);
    }

    /** An {@code invalid-request} about one field, named by its JSON pointer, such as {@code /return_url}. */
    public static ProblemException invalid(String pointer, String detail) {
        return invalid(List.of(new FieldProblem(pointer, detail)));
    }

    /** An {@code invalid-request} about these fields; there is at least one. */
    public static ProblemException invalid(List<FieldProblem> errors) {
        FieldProblem first = errors.get(0);
        return new ProblemException(ProblemType.INVALID_REQUEST, first.pointer() + " " + first.detail(), errors, null);
    }

    /** The same problem about one field, named by its JSON pointer. */
    public ProblemException about(String pointer) {
        var named = new ProblemException(type, detail, List.of(new FieldProblem(pointer, detail)), getCause());
        named.members.putAll(members);
        named.retryAfter = retryAfter;
        return named;
    }

    /** Adds an extension member to the document (RFC 9457, section 3.2). */
    public ProblemException with(String name, Object value) {
        members.put(name, value);
        return this;
    }

    /** Adds a {@code Retry-After} header. */
    public ProblemException retryAfter(Duration after) {
        retryAfter = after;
        return this;
    }

    public ProblemType type() {
        return type;
    }

    public String detail() {
        return detail;
    }

    public List<FieldProblem> errors() {
        return errors;
    }

    public Map<String, Object> members() {
        return Map.copyOf(members);
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
