package dev.fermata.sling.protect;

import dev.fermata.sling.content.Names;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.jcr.RepositoryException;
import javax.jcr.Session;
import javax.jcr.observation.Event;
import javax.jcr.observation.EventIterator;
import javax.jcr.observation.EventListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees every change that reaches the repository, by import, copy, move, restore or code, and has it protected. */
@Component(service = ContentWatch.class, immediate = true)
public final class ContentWatch implements EventListener {

    private static final Logger LOG = LoggerFactory.getLogger(ContentWatch.class);
    private static final int CHANGES = Event.NODE_ADDED
            | Event.NODE_MOVED
            | Event.PROPERTY_ADDED
            | Event.PROPERTY_CHANGED
            | Event.PROPERTY_REMOVED;

    private final Protector protector;
    private final Session session;
    private final ExecutorService one =
            Executors.newSingleThreadExecutor(work -> new Thread(work, "fermata-protector"));

    @Activate
    public ContentWatch(@Reference Protector protector) throws RepositoryException {
        this.protector = protector;
        this.session = protector.login();
        session.getWorkspace()
                .getObservationManager()
                .addEventListener(this, CHANGES, "/content", true, null, null, true);
        one.execute(() -> run(() -> protector.auditAll(session)));
    }

    @Deactivate
    void close() throws RepositoryException {
        session.getWorkspace().getObservationManager().removeEventListener(this);
        one.execute(session::logout);
        one.shutdown();
    }

    @Override
    public void onEvent(EventIterator events) {
        Set<String> changed = new LinkedHashSet<>();
        Set<String> lists = new LinkedHashSet<>();
        try {
            while (events.hasNext()) {
                add(changed, lists, events.nextEvent());
            }
        } catch (RepositoryException unreadable) {
            LOG.error("A change could not be read, so everything is looked at.", unreadable);
            changed.add("/content");
        }
        if (!changed.isEmpty() || !lists.isEmpty()) {
            one.execute(() -> {
                lists.forEach(path -> run(() -> protector.auditList(session, path)));
                changed.forEach(path -> run(() -> protector.audit(session, path)));
            });
        }
    }

    private static void add(Set<String> changed, Set<String> lists, Event event) throws RepositoryException {
        String path = event.getPath();
        int slash = path.lastIndexOf('/');
        int list = path.indexOf("/rep:policy");
        if (list >= 0) {
            lists.add(path.substring(0, list));
        } else if (event.getType() == Event.NODE_ADDED || event.getType() == Event.NODE_MOVED) {
            changed.add(toContent(path));
        } else if (path.substring(slash + 1).equals(Names.PAGE_ACCESS)) {
            changed.add(path.substring(0, slash));
        }
    }

    /** What is added to a page's content is a matter of the whole content. */
    private static String toContent(String path) {
        int at = path.indexOf("/" + Names.CONTENT + "/");
        return at < 0 ? path : path.substring(0, at + Names.CONTENT.length() + 1);
    }

    private void run(Change change) {
        try {
            session.refresh(false);
            change.make();
        } catch (RepositoryException failure) {
            LOG.error("The content's protection could not be looked at.", failure);
        }
    }

    /** Something done to the repository. */
    private interface Change {
        void make() throws RepositoryException;
    }
}
