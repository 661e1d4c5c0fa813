package dev.fermata.service.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.fermata.service.db.Trouble;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.time.Duration;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every exception that leaves an endpoint becomes a problem document: ours as they are, the rest without anything from inside. */
public final class ProblemMappers {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemMappers.class);

    private ProblemMappers() {}

    public static void register(JerseyEnvironment jersey, Problems problems) {
        jersey.register(new Ours(problems));
        jersey.register(new Validation(problems));
        jersey.register(new UnreadableJson(problems));
        jersey.register(new JaxRs(problems));
        jersey.register(new Everything(problems));
    }

    /** What each mapper shares: the request, and how to answer it. */
    private abstract static class Mapper<E extends Throwable> implements ExceptionMapper<E> {
        private final Problems problems;

        @Inject
        @SuppressWarnings("NullAway.Init")
        private Provider<ContainerRequestContext> request;

        Mapper(Problems problems) {
            this.problems = problems;
        }

        abstract ProblemException problemFor(E exception);

        @Override
        public Response toResponse(E exception) {
            return problems.answer(problemFor(exception), request.get());
        }
    }

    private static final class Ours extends Mapper<ProblemException> {
        Ours(Problems problems) {
            super(problems);
        }

        @Override
        ProblemException problemFor(ProblemException problem) {
            if (problem.type().status() >= 500) {
                LOG.warn("{}", problem.getMessage(), problem.getCause());
            }
            return problem;
        }
    }

    private static final class Validation extends Mapper<jakarta.validation.ConstraintViolationException> {
        Validation(Problems problems) {
            super(problems);
        }

        @Override
        ProblemException problemFor(jakarta.validation.ConstraintViolationException exception) {
            return ProblemException.invalid(exception.getConstraintViolations().stream()
                    .map(violation ->
                            new FieldProblem(Pointers.of(violation.getPropertyPath()), violation.getMessage()))
                    .distinct()
                    .sorted(java.util.Comparator.comparing(FieldProblem::pointer))
                    .collect(Collectors.toList()));
        }
    }

    private static final class UnreadableJson extends Mapper<JsonProcessingException> {
        UnreadableJson(Problems problems) {
            super(problems);
        }

        @Override
        ProblemException problemFor(JsonProcessingException exception) {
            if (exception instanceof UnrecognizedPropertyException unknown) {
                return ProblemException.invalid(Pointers.of(unknown), "is not known here");
            }
            if (exception instanceof JsonMappingException mapping
                    && !mapping.getPath().isEmpty()) {
                return ProblemException.invalid(Pointers.of(mapping), "has the wrong type or form");
            }
            return new ProblemException(
                    ProblemType.MALFORMED_REQUEST, "The body is not a JSON object of the expected form");
        }
    }

    private static final class JaxRs extends Mapper<WebApplicationException> {
        JaxRs(Problems problems) {
            super(problems);
        }

        @Override
        ProblemException problemFor(WebApplicationException exception) {
            return switch (exception.getResponse().getStatus()) {
                case 404 -> new ProblemException(ProblemType.NOT_FOUND, "No page or call has this address");
                case 405 -> new ProblemException(ProblemType.METHOD_NOT_ALLOWED, "Use another method here");
                case 406 -> new ProblemException(ProblemType.NOT_ACCEPTABLE, "Ask for application/json");
                case 413 -> new ProblemException(ProblemType.REQUEST_TOO_LARGE, "Send less");
                case 415 -> new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send application/json");
                case 400 -> new ProblemException(ProblemType.MALFORMED_REQUEST, "The request could not be read");
                default -> bug(exception);
            };
        }

        @Override
        public Response toResponse(WebApplicationException exception) {
            int status = exception.getResponse().getStatus();
            if (status < 400) {
                return exception.getResponse();
            }
            Response answer = super.toResponse(exception);
            String allow = exception.getResponse().getHeaderString(HttpHeaders.ALLOW);
            return allow == null
                    ? answer
                    : Response.fromResponse(answer)
                            .header(HttpHeaders.ALLOW, allow)
                            .build();
        }
    }

    private static final class Everything extends Mapper<Throwable> {
        Everything(Problems problems) {
            super(problems);
        }

        @Override
        ProblemException problemFor(Throwable exception) {
            return Trouble.in(exception).map(Everything::unavailable).orElseGet(() -> bug(exception));
        }

        private static ProblemException unavailable(String why) {
            LOG.error("The database could not do what it was asked: {}", why);
            return new ProblemException(ProblemType.DATABASE_UNAVAILABLE, "Try again in a moment")
                    .retryAfter(Duration.ofSeconds(5));
        }
    }

    private static ProblemException bug(Throwable exception) {
        LOG.error("A request failed", exception);
        return new ProblemException(
                ProblemType.INTERNAL_ERROR,
                "Nothing was changed that should not be. Tell us the request id if it stays");
    }
}
