package dev.fermata.sling.protect;

import dev.fermata.sling.FermataConfiguration;
import dev.fermata.sling.content.Names;
import java.util.List;
import java.util.Set;
import javax.jcr.Node;
import javax.jcr.RepositoryException;
import javax.jcr.Session;
import javax.jcr.version.VersionException;
import org.apache.sling.jcr.api.SlingRepository;
import org.apache.sling.serviceusermapping.ServiceUserMapped;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the protection in the repository in line with what editors chose. */
@Component(service = Protector.class, configurationPid = FermataConfiguration.PID)
public final class Protector {

    private static final Logger LOG = LoggerFactory.getLogger(Protector.class);
    private static final String ROOT = "/content";

    private final SlingRepository repository;
    private final PagePolicy policy;

    @Activate
    public Protector(
            @Reference SlingRepository repository,
            @Reference(target = "(" + ServiceUserMapped.SUBSERVICENAME + "=protector)") ServiceUserMapped user,
            FermataConfiguration configuration) {
        this.repository = repository;
        this.policy =
                new PagePolicy(List.of(configuration.page_open_children()), List.of(configuration.editor_groups()));
    }

    /** A session that may write what protects. */
    Session login() throws RepositoryException {
        return repository.loginService("protector", null);
    }

    PagePolicy policy() {
        return policy;
    }

    /** Looks at everything: after a start nobody knows what was written meanwhile. */
    void auditAll(Session session) throws RepositoryException {
        policy.protectBlocks(session, ROOT);
        session.save();
        audit(session, ROOT);
    }

    /** Looks at a node and everything below it. */
    void audit(Session session, String path) throws RepositoryException {
        if (session.nodeExists(path)) {
            ContentTree.walk(session.getNode(path), node -> auditOne(session, node));
        }
    }

    /** Looks at a node whose access control list was changed: what was allowed since must not outweigh what is denied. */
    void auditList(Session session, String path) throws RepositoryException {
        if (path.equals(ROOT)) {
            policy.protectBlocks(session, ROOT);
            session.save();
        } else if (session.nodeExists(path)) {
            auditOne(session, session.getNode(path));
        }
    }

    /**
     * Brings a page in line that is gated as it is stored, as after an operation that saves by itself. Answers whether it is: what only
     * becomes gated with a save is protected in that save.
     */
    boolean alignStored(String content) throws RepositoryException {
        Session session = login();
        try {
            if (!session.nodeExists(content) || !ContentTree.isGated(session.getNode(content))) {
                return false;
            }
            align(session, session.getNode(content));
            return true;
        } finally {
            session.logout();
        }
    }

    private void auditOne(Session session, Node node) throws RepositoryException {
        if (node.getName().equals(Names.CONTENT)) {
            align(session, node);
        } else if (node.hasNode("rep:policy") && !node.getPath().equals(ROOT)) {
            closeWhatOthersOpened(session, node);
        }
    }

    /** Looks at one page's content, one at a time. One that cannot be protected does not keep the others from being. */
    private synchronized void align(Session session, Node content) throws RepositoryException {
        String path = content.getPath();
        try {
            writeEvenIfCheckedIn(session, path);
        } catch (RepositoryException failure) {
            session.refresh(false);
            LOG.error("The page {} could not be brought in line with its access.", path, failure);
        }
    }

    private void writeEvenIfCheckedIn(Session session, String path) throws RepositoryException {
        try {
            write(session, path);
        } catch (VersionException checkedIn) {
            CheckedIn.open(session, path).during(() -> write(session, path));
        }
    }

    private void write(Session session, String path) throws RepositoryException {
        session.refresh(false);
        if (!session.nodeExists(path)) {
            return;
        }
        Node content = session.getNode(path);
        if (ContentTree.isGated(content)) {
            policy.protect(session, path);
        } else if (content.hasNode("rep:policy")) {
            policy.open(session, path);
        }
        ContentTree.giveIds(content);
        if (session.hasPendingChanges()) {
            session.save();
        }
    }

    /** A list further down that lets people read would undo what is denied at the root. */
    private void closeWhatOthersOpened(Session session, Node node) throws RepositoryException {
        if (AccessList.of(session, node.getPath()).othersAllowReading(Set.copyOf(policy.editorGroups()))) {
            policy.protectBlocks(session, node.getPath());
            session.save();
        }
    }
}
