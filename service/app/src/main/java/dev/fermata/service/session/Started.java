package dev.fermata.service.session;

/**
 * A session and the handle that its browser is to keep.
 *
 * @param handle goes into the cookie and nowhere else
 */
public record Started(DeviceSession session, String handle) {

    @Override
    public String toString() {
        return "Started[" + session.id() + "]";
    }
}
