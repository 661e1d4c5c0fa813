package dev.fermata.demo;

/** The addresses of the demo: what listens there, and on which port unless it is moved. */
public enum DemoPort {
    SITE("site", 8080, "the site"),
    SERVICE("service", 8090, "the service"),
    ADMIN("admin", 8091, "the service's health and metrics"),
    STRIPE("stripe", 8092, "the local Stripe"),
    MAIL("mail", 8093, "the mailbox");

    private final String key;
    private final int usual;
    private final String user;

    DemoPort(String key, int usual, String user) {
        this.key = key;
        this.usual = usual;
        this.user = user;
    }

    /** The system property that moves it. */
    public String property() {
        return "fermata.demo.port." + key;
    }

    int usual() {
        return usual;
    }

    /** What listens there, in words. */
    String user() {
        return user;
    }
}
