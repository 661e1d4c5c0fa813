package dev.fermata.sling.content;

/** The content model's words. */
public final class Names {

    public static final String CONTENT = "jcr:content";

    public static final String PAGE_ACCESS = "fermataAccess";
    public static final String PAGE_RESOURCES = "fermataResources";
    public static final String PAGE_RENDERING = "fermataRendering";
    public static final String PAGE_OFFER = "fermataOffer";
    public static final String PAGE_METER = "fermataMeter";

    public static final String ID = "fermataId";

    public static final String ACCESS = "access";
    public static final String RESOURCES = "resources";
    public static final String RENDERING = "rendering";
    public static final String OFFER = "offer";
    public static final String METER = "meter";

    /** What the name of a protected child starts with, whatever a copy appends. */
    public static final String PROTECTED = "fermata-protected";

    /** All blocks' resource types start with it. */
    public static final String BLOCKS = "fermata/components/";

    public static final String GATED_CONTENT = BLOCKS + "gated-content";
    public static final String OFFER_BLOCK = BLOCKS + "offer";
    public static final String ACCOUNT_BAR = BLOCKS + "account-bar";
    public static final String PAGE_PAYWALL = BLOCKS + "page-paywall";

    private Names() {}
}
