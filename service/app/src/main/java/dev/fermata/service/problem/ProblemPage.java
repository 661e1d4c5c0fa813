package dev.fermata.service.problem;

import dev.fermata.service.http.Page;
import java.net.URI;

/** A problem for a person who is looking at a page. */
public class ProblemPage extends Page {

    private final ProblemException problem;
    private final String requestId;

    ProblemPage(ProblemException problem, String requestId, URI base) {
        super("problem.ftlh", base);
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
