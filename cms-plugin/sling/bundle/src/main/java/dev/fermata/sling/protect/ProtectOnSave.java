package dev.fermata.sling.protect;

import dev.fermata.sling.content.Names;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.jcr.Node;
import javax.jcr.RepositoryException;
import javax.jcr.Session;
import javax.jcr.security.AccessControlManager;
import javax.jcr.security.Privilege;
import org.apache.sling.api.SlingHttpServletRequest;
import org.apache.sling.servlets.post.Modification;
import org.apache.sling.servlets.post.SlingPostProcessor;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Protects a page before what an editor saves can be seen: in the same save if the editor may, else just before it. */
@Component(service = SlingPostProcessor.class)
public final class ProtectOnSave implements SlingPostProcessor {

    private final Protector protector;

    @Activate
    public ProtectOnSave(@Reference Protector protector) {
        this.protector = protector;
    }

    @Override
    public void process(SlingHttpServletRequest request, List<Modification> changes) throws RepositoryException {
        Session session = request.getResourceResolver().adaptTo(Session.class);
        if (session == null) {
            return;
        }
        Set<String> contents = new TreeSet<>();
        for (Modification change : changes) {
            add(contents, session, change.getSource());
            add(contents, session, change.getDestination());
        }
        for (String content : contents) {
            protect(session, session.getNode(content));
        }
    }

    private void protect(Session session, Node content) throws RepositoryException {
        boolean stored = protector.alignStored(content.getPath());
        ContentTree.giveIdsToWhatIsSaved(content);
        if (stored || !ContentTree.isGated(content)) {
            return;
        }
        if (mayProtect(session, content.getPath())) {
            protector.policy().protect(session, content.getPath());
            return;
        }
        Session service = protector.login();
        try {
            if (service.nodeExists(content.getPath())) {
                protector.policy().protect(service, content.getPath());
                service.save();
            }
        } finally {
            service.logout();
        }
    }

    private static boolean mayProtect(Session session, String path) throws RepositoryException {
        AccessControlManager manager = session.getAccessControlManager();
        return manager.hasPrivileges(path, new Privilege[] {
            manager.privilegeFromName(Privilege.JCR_READ_ACCESS_CONTROL),
            manager.privilegeFromName(Privilege.JCR_MODIFY_ACCESS_CONTROL)
        });
    }

    /** The contents of pages that a change is in, or that it brought along. */
    private static void add(Set<String> contents, Session session, @Nullable String path) throws RepositoryException {
        if (path == null || !path.startsWith("/content/")) {
            return;
        }
        int at = (path + "/").indexOf("/" + Names.CONTENT + "/");
        if (at >= 0) {
            addIfThere(contents, session, path.substring(0, at));
        } else if (session.nodeExists(path)) {
            ContentTree.walk(session.getNode(path), node -> {
                if (node.getName().equals(Names.CONTENT)) {
                    contents.add(node.getPath());
                }
            });
        }
    }

    private static void addIfThere(Set<String> contents, Session session, String page) throws RepositoryException {
        String content = page + "/" + Names.CONTENT;
        if (session.nodeExists(content)) {
            contents.add(content);
        }
    }
}
