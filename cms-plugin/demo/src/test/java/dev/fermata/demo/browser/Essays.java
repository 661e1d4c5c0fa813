package dev.fermata.demo.browser;

/** The magazine's pages, with a sentence of each that is only for who may read it. */
final class Essays {

    static final String HOME = "/index.html";
    static final String DAY_PASS = "/day-pass.html";
    static final String MEMBERS = "/members.html";

    /** For everybody. */
    static final String FREE = "/essays/what-the-rest-is-for.html";

    /** For whoever has bought {@code premium}: all of the page but its teaser. */
    static final String PREMIUM = "/essays/the-note-that-is-not-there.html";

    static final String PREMIUM_WORDS = "Some things are best said by the other person";

    /** For whoever has bought {@code premium} or {@code archive}: a part of the page. */
    static final String BLOCK = "/essays/a-copyists-hand.html";

    /** The same where editors find it. */
    static final String BLOCK_CONTENT = "/content/magazine/quarterly-rest/essays/a-copyists-hand";

    static final String BLOCK_WORDS = "only that one comes in right, after the rests";

    /** For whoever has bought {@code premium}: a part of the page, fetched by the script into a page that is the same for all. */
    static final String HYDRATED = "/essays/hold-until-released.html";

    static final String HYDRATED_WORDS = "The sign does not lengthen the note";

    /** For whoever is signed in. */
    static final String REGISTERED = "/essays/the-hall-before-the-concert.html";

    static final String REGISTERED_WORDS = "The tuner never hears it";

    /** Three for everybody, two more for whoever is signed in. */
    static final String METERED = "/essays/tempo-is-a-promise.html";

    static final String METERED_WORDS = "it means more if one has seen that it could have been broken";

    private Essays() {}
}
