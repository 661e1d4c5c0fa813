package dev.fermata.sling.protect;

import javax.jcr.Node;
import javax.jcr.RepositoryException;
import javax.jcr.Session;
import javax.jcr.version.VersionManager;

/**
 * Something that is checked in, and so can't be written to, not even to protect it.
 *
 * @param versions who checks it out and in again
 * @param path of the versionable node
 */
record CheckedIn(VersionManager versions, String path) {

    /** What is done to it. */
    interface Change {
        void make() throws RepositoryException;
    }

    /** The node that a path is checked in with: itself, or the nearest above it that has versions. */
    static CheckedIn open(Session session, String path) throws RepositoryException {
        session.refresh(false);
        Node node = session.getNode(path);
        while (!node.isNodeType("mix:versionable") && node.getDepth() > 0) {
            node = node.getParent();
        }
        return new CheckedIn(session.getWorkspace().getVersionManager(), node.getPath());
    }

    /** Makes a change while it is checked out. */
    void during(Change change) throws RepositoryException {
        versions.checkout(path);
        try {
            change.make();
        } finally {
            versions.checkin(path);
        }
    }
}
