package dev.fermata.sling.protect;

import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.jcr.RepositoryException;
import javax.jcr.Session;
import javax.jcr.Value;
import javax.jcr.security.AccessControlEntry;
import javax.jcr.security.AccessControlManager;
import javax.jcr.security.AccessControlPolicy;
import javax.jcr.security.AccessControlPolicyIterator;
import javax.jcr.security.Privilege;
import org.apache.jackrabbit.api.JackrabbitSession;
import org.apache.jackrabbit.api.security.JackrabbitAccessControlEntry;
import org.apache.jackrabbit.api.security.JackrabbitAccessControlList;

/** A node's own access control list. The entries with a {@code rep:glob} are ours to write; all others are left alone. */
final class AccessList {

    private static final String GLOB = "rep:glob";

    private final JackrabbitSession session;
    private final String path;
    private final JackrabbitAccessControlList list;

    private AccessList(JackrabbitSession session, String path, JackrabbitAccessControlList list) {
        this.session = session;
        this.path = path;
        this.list = list;
    }

    /** One of ours. */
    record Entry(String principal, boolean allow, String privilege, String glob) {

        static Entry allow(String principal, String privilege, String glob) {
            return new Entry(principal, true, privilege, glob);
        }

        static Entry deny(String principal, String privilege, String glob) {
            return new Entry(principal, false, privilege, glob);
        }
    }

    static AccessList of(Session session, String path) throws RepositoryException {
        AccessControlManager manager = session.getAccessControlManager();
        for (AccessControlPolicy policy : manager.getPolicies(path)) {
            if (policy instanceof JackrabbitAccessControlList list) {
                return new AccessList((JackrabbitSession) session, path, list);
            }
        }
        AccessControlPolicyIterator applicable = manager.getApplicablePolicies(path);
        while (applicable.hasNext()) {
            if (applicable.nextAccessControlPolicy() instanceof JackrabbitAccessControlList list) {
                return new AccessList((JackrabbitSession) session, path, list);
            }
        }
        throw new RepositoryException("there is no access control list for " + path);
    }

    /** Ours, in their order. */
    List<Entry> ours() throws RepositoryException {
        List<Entry> entries = new ArrayList<>();
        for (AccessControlEntry entry : list.getAccessControlEntries()) {
            if (isOurs(entry)) {
                entries.add(read((JackrabbitAccessControlEntry) entry));
            }
        }
        return entries;
    }

    /** Makes ours these, after all others, so that they decide. Not saved yet. */
    void write(List<Entry> wanted) throws RepositoryException {
        List<Entry> entries = new ArrayList<>();
        for (Entry entry : wanted) {
            if (session.getPrincipalManager().hasPrincipal(entry.principal())) {
                entries.add(entry);
            }
        }
        if (entries.equals(ours()) && areOursLast()) {
            return;
        }
        for (AccessControlEntry entry : list.getAccessControlEntries()) {
            if (isOurs(entry)) {
                list.removeAccessControlEntry(entry);
            }
        }
        for (Entry entry : entries) {
            add(entry);
        }
        AccessControlManager manager = session.getAccessControlManager();
        if (list.isEmpty()) {
            manager.removePolicy(path, list);
        } else {
            manager.setPolicy(path, list);
        }
    }

    private boolean areOursLast() throws RepositoryException {
        boolean begun = false;
        for (AccessControlEntry entry : list.getAccessControlEntries()) {
            if (begun && !isOurs(entry)) {
                return false;
            }
            begun |= isOurs(entry);
        }
        return true;
    }

    private void add(Entry entry) throws RepositoryException {
        Principal principal = session.getPrincipalManager().getPrincipal(entry.principal());
        Privilege privilege = session.getAccessControlManager().privilegeFromName(entry.privilege());
        Value glob = session.getValueFactory().createValue(entry.glob());
        list.addEntry(principal, new Privilege[] {privilege}, entry.allow(), Map.of(GLOB, glob));
    }

    /** Whether others let somebody read here, and so below, what is denied further up. */
    boolean othersAllowReading(Set<String> except) throws RepositoryException {
        for (AccessControlEntry entry : list.getAccessControlEntries()) {
            boolean allows = entry instanceof JackrabbitAccessControlEntry known && known.isAllow();
            if (allows
                    && !isOurs(entry)
                    && !except.contains(entry.getPrincipal().getName())) {
                return true;
            }
        }
        return false;
    }

    /** Whether somebody is let read here or further up by name: then to deny everyone does not concern him. */
    boolean namesElsewhere(String principal) throws RepositoryException {
        for (AccessControlPolicy policy : session.getAccessControlManager().getEffectivePolicies(path)) {
            if (policy instanceof JackrabbitAccessControlList effective) {
                for (AccessControlEntry entry : effective.getAccessControlEntries()) {
                    if (entry.getPrincipal().getName().equals(principal) && !isOurs(entry)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean isOurs(AccessControlEntry entry) throws RepositoryException {
        return entry instanceof JackrabbitAccessControlEntry known && known.getRestriction(GLOB) != null;
    }

    private static Entry read(JackrabbitAccessControlEntry entry) throws RepositoryException {
        return new Entry(
                entry.getPrincipal().getName(),
                entry.isAllow(),
                entry.getPrivileges()[0].getName(),
                entry.getRestriction(GLOB).getString());
    }
}
