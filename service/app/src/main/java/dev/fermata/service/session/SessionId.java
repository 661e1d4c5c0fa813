package dev.fermata.service.session;

import dev.fermata.service.db.Id;

/** Identifies a device session, {@code ses_…}. Not a secret: the handle in the cookie is. */
public record SessionId(String value) implements Id {

    public static SessionId next() {
        return new SessionId(Id.next("ses"));
    }

    @Override
    public String toString() {
        return value;
    }
}
