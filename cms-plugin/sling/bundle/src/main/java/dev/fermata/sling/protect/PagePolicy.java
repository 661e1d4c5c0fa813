package dev.fermata.sling.protect;

import dev.fermata.sling.content.Names;
import java.util.ArrayList;
import java.util.List;
import javax.jcr.Node;
import javax.jcr.RepositoryException;
import javax.jcr.Session;

/**
 * Who may read below a page's content: of a gated page only editors, but for the children that are always open; of a free one whoever may
 * read the page. What was set is set again at any time to the same effect.
 *
 * @param openChildren names
 * @param editorGroups that read everything; those that do not exist are left out
 */
record PagePolicy(List<String> openChildren, List<String> editorGroups) {

    private static final String EVERYONE = "everyone";
    private static final String ANONYMOUS = "anonymous";
    private static final String READ = "jcr:read";
    private static final String PROTECTED_PARTS = "*/" + Names.PROTECTED + "*";

    /**
     * Keeps what is below a page's content from everybody but editors. Not saved yet. As few entries as will do: every visitor's session
     * reads all that concern everyone.
     */
    void protect(Session session, String contentPath) throws RepositoryException {
        AccessList access = AccessList.of(session, contentPath);
        List<AccessList.Entry> entries = new ArrayList<>();
        for (String who : access.namesElsewhere(ANONYMOUS) ? List.of(EVERYONE, ANONYMOUS) : List.of(EVERYONE)) {
            // Nodes below, and their properties; not the content's own properties, the title among them.
            entries.add(AccessList.Entry.deny(who, "rep:readNodes", "/*"));
            entries.add(AccessList.Entry.deny(who, "rep:readProperties", "/*/*"));
            List<AccessList.Entry> open = openParts(session.getNode(contentPath), who);
            entries.addAll(open);
            if (!open.isEmpty()) {
                entries.add(AccessList.Entry.deny(who, READ, PROTECTED_PARTS));
            }
        }
        editorGroups.forEach(group -> entries.add(AccessList.Entry.allow(group, READ, "/*")));
        access.write(entries);
    }

    private List<AccessList.Entry> openParts(Node content, String who) throws RepositoryException {
        List<AccessList.Entry> open = new ArrayList<>();
        for (String child : openChildren) {
            if (content.hasNode(child)) {
                open.add(AccessList.Entry.allow(who, READ, "/" + child));
            }
        }
        return open;
    }

    /** Takes back what {@link #protect} did. Not saved yet. */
    void open(Session session, String contentPath) throws RepositoryException {
        AccessList.of(session, contentPath).write(List.of());
    }

    /** Keeps the protected part of every block from everybody but editors, wherever it is written below a path. Not saved yet. */
    void protectBlocks(Session session, String root) throws RepositoryException {
        List<AccessList.Entry> entries = new ArrayList<>();
        for (String who : List.of(EVERYONE, ANONYMOUS)) {
            entries.add(AccessList.Entry.deny(who, READ, PROTECTED_PARTS));
        }
        editorGroups.forEach(group -> entries.add(AccessList.Entry.allow(group, READ, PROTECTED_PARTS)));
        AccessList.of(session, root).write(entries);
    }
}
