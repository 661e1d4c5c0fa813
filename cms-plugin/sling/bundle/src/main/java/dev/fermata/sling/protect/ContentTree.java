package dev.fermata.sling.protect;

import dev.fermata.sling.content.Names;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import javax.jcr.Node;
import javax.jcr.NodeIterator;
import javax.jcr.RepositoryException;

/** What the repository knows of the content model. */
final class ContentTree {

    private static final String RESOURCE_TYPE = "sling:resourceType";

    /** What happens to a node. */
    interface Visit {
        void to(Node node) throws RepositoryException;
    }

    /** Whether a page's content says that the page is not for everybody. */
    static boolean isGated(Node content) throws RepositoryException {
        if (!content.hasProperty(Names.PAGE_ACCESS)) {
            return false;
        }
        String access = content.getProperty(Names.PAGE_ACCESS).getString();
        return !access.isBlank() && !access.equals("free");
    }

    /** Gives the page and its blocks the ids that they lack; a copied block within the page gets its own. Not saved yet. */
    static void giveIds(Node content) throws RepositoryException {
        giveIds(content, false);
    }

    /** The same for what is about to be saved; what was saved before is somebody else's to write at the same moment. */
    static void giveIdsToWhatIsSaved(Node content) throws RepositoryException {
        giveIds(content, true);
    }

    private static void giveIds(Node content, boolean onlyPending) throws RepositoryException {
        Set<String> taken = new HashSet<>();
        if (isGated(content)) {
            giveId(content, taken, onlyPending);
        }
        walk(content, node -> {
            if (isBlock(node)) {
                giveId(node, taken, onlyPending);
            }
        });
    }

    /** Visits a node and everything below it but files. */
    static void walk(Node node, Visit visit) throws RepositoryException {
        visit.to(node);
        NodeIterator children = node.getNodes();
        while (children.hasNext()) {
            Node child = children.nextNode();
            if (!child.isNodeType("nt:file") && !child.getName().startsWith("rep:")) {
                walk(child, visit);
            }
        }
    }

    private static boolean isBlock(Node node) throws RepositoryException {
        return node.hasProperty(RESOURCE_TYPE)
                && Names.GATED_CONTENT.equals(node.getProperty(RESOURCE_TYPE).getString());
    }

    private static void giveId(Node node, Set<String> taken, boolean onlyPending) throws RepositoryException {
        String id = node.hasProperty(Names.ID) ? node.getProperty(Names.ID).getString() : "";
        boolean fine = !id.isBlank() && taken.add(id);
        if (!fine && (node.isNew() || node.isModified() || !onlyPending)) {
            String fresh = UUID.randomUUID().toString();
            node.setProperty(Names.ID, fresh);
            taken.add(fresh);
        }
    }

    private ContentTree() {}
}
