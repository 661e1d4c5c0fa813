package dev.fermata.sling.protect;

import dev.fermata.sling.content.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.jcr.RepositoryException;
import javax.jcr.Session;

/**
 * Who may read below a page's content: of a gated page only editors, but for the children that are always open; of a free one whoever may
 * read the page. What was set is set again at any time to the same effect.
 *
 * @param openChildren names
 * @param editorGroups that read everything; those that do not exist are left out
 */
record PagePolicy(Set<String> openChildren, List<String> editorGroups) {

    private static final List<String> EVERYBODY = List.of("everyone", "anonymous");
    private static final String READ = "jcr:read";

    /** Keeps what is below a page's content from everybody but editors. Not saved yet. */
    void protect(Session session, String contentPath) throws RepositoryException {
        List<AccessList.Entry> entries = new ArrayList<>();
        for (String who : EVERYBODY) {
            // Nodes below, and their properties; not the content's own properties, the title among them.
            entries.add(AccessList.Entry.deny(who, "rep:readNodes", "/*"));
            entries.add(AccessList.Entry.deny(who, "rep:readProperties", "/*/*"));
            for (String child : openChildren) {
                entries.add(AccessList.Entry.allow(who, READ, "/" + child));
                entries.add(AccessList.Entry.allow(who, READ, "/" + child + "/*"));
            }
            entries.add(AccessList.Entry.deny(who, READ, "*/" + Names.PROTECTED + "*"));
        }
        editorGroups.forEach(group -> entries.add(AccessList.Entry.allow(group, READ, "/*")));
        AccessList.of(session, contentPath).write(entries);
    }

    /** Takes back what {@link #protect} did. Not saved yet. */
    void open(Session session, String contentPath) throws RepositoryException {
        AccessList.of(session, contentPath).write(List.of());
    }

    /** Keeps the protected part of every block from everybody but editors, wherever it is written below a path. Not saved yet. */
    void protectBlocks(Session session, String root) throws RepositoryException {
        List<AccessList.Entry> entries = new ArrayList<>();
        EVERYBODY.forEach(who -> entries.add(AccessList.Entry.deny(who, READ, "*/" + Names.PROTECTED + "*")));
        editorGroups.forEach(group -> entries.add(AccessList.Entry.allow(group, READ, "*/" + Names.PROTECTED + "*")));
        AccessList.of(session, root).write(entries);
    }
}
