package dev.fermata.service.login;

import dev.fermata.service.http.Page;
import dev.fermata.service.problem.ProblemException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Says why a link does not work, and offers a new one. */
public final class UnusablePage extends Page {

    private final ProblemException problem;
    private final @Nullable LoginLink link;
    private final String token;
    private final boolean signedIn;

    /**
     * @param link the link, if it is one that exists; a new one then goes to the same address
     * @param signedIn whether the reader needs none, because they are signed in here
     */
    UnusablePage(URI base, ProblemException problem, @Nullable LoginLink link, String token, boolean signedIn) {
        super("unusable.ftlh", base);
        this.problem = problem;
        this.link = link;
        this.token = token;
        this.signedIn = signedIn;
    }

    public String getTitle() {
        return problem.type().title();
    }

    public @Nullable String getEmail() {
        return link == null ? null : link.maskedEmail();
    }

    public @Nullable String getReturnUrl() {
        return link == null ? null : link.returnUrl();
    }

    public String getToken() {
        return token;
    }

    public boolean isSignedIn() {
        return signedIn;
    }
}
