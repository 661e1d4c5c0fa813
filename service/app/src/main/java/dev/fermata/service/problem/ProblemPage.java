package dev.fermata.service.problem;

import io.dropwizard.views.common.View;
import java.nio.charset.StandardCharsets;

/** A problem for a person who is looking at a page. */
public class ProblemPage extends View {

    private final ProblemException problem;
    private final String requestId;

    ProblemPage(ProblemException problem, String requestId) {
        super("problem.ftl", StandardCharsets.UTF_8);
        this.problem = problem;
        this.requestId = requestId;
    }

    public String getTitle() {
        return problem.type().title();
    }

    public String getDetail() {
        return problem.detail();
    }

    public String getRequestId() {
        return requestId;
    }
}
