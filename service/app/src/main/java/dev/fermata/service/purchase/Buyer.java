package dev.fermata.service.purchase;

import dev.fermata.service.member.MemberId;
import dev.fermata.service.session.DeviceSession;
import dev.fermata.service.session.SessionId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who buys: a browser, and the member who is signed in to it, if any. A browser that is only identified buys anonymously, for
 * nobody proved to be anybody there.
 */
record Buyer(DeviceSession session, @Nullable MemberId member, @Nullable String email) {

    SessionId browser() {
        return session.id();
    }

    /** One unfinished purchase per term and key. */
    String key() {
        return Objects.requireNonNullElse((Object) member, browser()).toString();
    }
}
