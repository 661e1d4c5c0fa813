package dev.fermata.gate;

import dev.fermata.gate.catalogue.Catalogue;

/** Decides who may read what. One per site, shared by all threads; closing it ends its background work. */
public interface Gate extends AutoCloseable {

    /** Begins to look at a request; asks nobody yet. */
    Visit visit(GateRequest request);

    /** Decides about a single piece of content. */
    default GateDecision decide(GateRequest request, GatedContent content) {
        return visit(request).decide(content);
    }

    Catalogue catalogue();

    GateSettings settings();

    @Override
    void close();
}
