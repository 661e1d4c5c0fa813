package dev.fermata.service.problem;

import io.dropwizard.views.common.View;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A problem for a person who is looking at a page. */
public class ProblemPage extends View {

    private final ProblemException problem;
    private final String requestId;
    private final URI base;

    ProblemPage(ProblemException problem, String requestId, URI base) {
        super("problem.ftlh", StandardCharsets.UTF_8);
        this.base = base;
        this.problem = problem;
        this.requestId = requestId;
    }

    /** Where the layout finds its stylesheet. */
    public String getBase() {
        return base.toString();
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
