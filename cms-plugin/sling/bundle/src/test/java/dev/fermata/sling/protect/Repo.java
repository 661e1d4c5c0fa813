package dev.fermata.sling.protect;

import javax.jcr.GuestCredentials;
import javax.jcr.Node;
import javax.jcr.Repository;
import javax.jcr.RepositoryException;
import javax.jcr.Session;
import javax.jcr.SimpleCredentials;
import javax.jcr.security.AccessControlManager;
import javax.jcr.security.Privilege;
import org.apache.jackrabbit.api.JackrabbitSession;
import org.apache.jackrabbit.api.security.JackrabbitAccessControlList;
import org.apache.jackrabbit.api.security.user.UserManager;
import org.apache.jackrabbit.oak.Oak;
import org.apache.jackrabbit.oak.jcr.Jcr;

/** A repository as the host prepares it: everybody reads the content, the group of authors writes it. */
final class Repo implements AutoCloseable {

    final Session admin;
    private final Repository repository = new Jcr(new Oak()).createRepository();

    Repo() throws RepositoryException {
        admin = repository.login(new SimpleCredentials("admin", "admin".toCharArray()));
        UserManager users = ((JackrabbitSession) admin).getUserManager();
        users.createGroup("authors").addMember(users.createUser("ed", "ed"));
        users.createUser("joe", "joe");
        admin.getRootNode().addNode("content");
        allow("/content", "everyone", Privilege.JCR_READ);
        admin.save();
    }

    /** A page's content with two components, one in an open part. */
    Node page(String name) throws RepositoryException {
        Node content = admin.getNode("/content").addNode(name).addNode("jcr:content");
        content.setProperty("title", "Title");
        content.addNode("container").addNode("text").setProperty("text", "CANARY");
        content.addNode("menu").addNode("entry").setProperty("text", "Menu");
        admin.save();
        return content;
    }

    /** A block's protected part with a text in it. */
    void block(Node below) throws RepositoryException {
        below.addNode("block").addNode("fermata-protected").addNode("text").setProperty("text", "CANARY");
        admin.save();
    }

    void allow(String path, String principal, String privilege) throws RepositoryException {
        AccessControlManager manager = admin.getAccessControlManager();
        JackrabbitAccessControlList list = null;
        var applicable = manager.getApplicablePolicies(path);
        if (applicable.hasNext()) {
            list = (JackrabbitAccessControlList) applicable.nextAccessControlPolicy();
        } else {
            list = (JackrabbitAccessControlList) manager.getPolicies(path)[0];
        }
        list.addEntry(
                ((JackrabbitSession) admin).getPrincipalManager().getPrincipal(principal),
                new Privilege[] {manager.privilegeFromName(privilege)},
                true);
        manager.setPolicy(path, list);
        admin.save();
    }

    boolean anonymousReads(String path) throws RepositoryException {
        return reads(repository.login(new GuestCredentials()), path);
    }

    boolean reads(String user, String path) throws RepositoryException {
        return reads(repository.login(new SimpleCredentials(user, user.toCharArray())), path);
    }

    private static boolean reads(Session session, String path) throws RepositoryException {
        try {
            return session.itemExists(path);
        } finally {
            session.logout();
        }
    }

    @Override
    public void close() {
        admin.logout();
    }
}
