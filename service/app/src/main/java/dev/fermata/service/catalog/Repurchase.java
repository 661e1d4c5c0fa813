package dev.fermata.service.catalog;

/** What happens when a term is bought again while what it gave is still active. */
public enum Repurchase {
    /** The new access begins when the current one ends. */
    EXTEND,
    /** The new access begins at once, beside the current one. */
    PARALLEL,
    /** It is not sold a second time. */
    REFUSE
}
