package dev.fermata.sling.gate;

import dev.fermata.sling.content.Names;
import java.util.Optional;
import javax.jcr.RepositoryException;
import javax.jcr.Session;
import org.apache.sling.api.SlingHttpServletRequest;

/** What a request has to do with editing: nothing, unless its user may change the page in the repository. */
final class Editor {

    /** The editor's own mark on requests, set on the server while it renders a page to be edited. */
    private static final String EDITING = "cmsEditEnabled";

    private final SlingHttpServletRequest request;
    private final boolean mayWrite;

    /** For a path in the content. */
    Editor(SlingHttpServletRequest request, String path) {
        this.request = request;
        this.mayWrite = mayWrite(request, path);
    }

    boolean mayWrite() {
        return mayWrite;
    }

    boolean isEditing() {
        return mayWrite && "true".equals(request.getAttribute(EDITING));
    }

    /** As whom the editor wants to see the page, if so. */
    Optional<PreviewRole> preview() {
        return mayWrite && !isEditing()
                ? PreviewRole.of(request.getParameter(PreviewRole.PARAMETER))
                : Optional.empty();
    }

    private static boolean mayWrite(SlingHttpServletRequest request, String path) {
        Session session = request.getResourceResolver().adaptTo(Session.class);
        if (session == null || "anonymous".equals(session.getUserID())) {
            return false;
        }
        try {
            return session.hasPermission(path + "/" + Names.ID, Session.ACTION_SET_PROPERTY);
        } catch (RepositoryException cannotTell) {
            return false;
        }
    }
}
