package dev.fermata.gate.token;

/** What a look at a token found. */
public sealed interface Verdict {

    Verdict REFUSED = new Refused();
    Verdict UNKNOWN_KEY = new UnknownKey();

    /**
     * Signed by the service for this origin; it may be over since less than an hour.
     *
     * @param fresh it was not known before
     */
    record Genuine(MemberToken token, boolean fresh) implements Verdict {}

    /** Not to be believed. */
    record Refused() implements Verdict {}

    /** Signed with a key that isn't known here, perhaps because it is new. */
    record UnknownKey() implements Verdict {}
}
