package dev.fermata.gate;

import dev.fermata.gate.catalogue.Offer;
import java.util.List;

/** Whether a visitor may read a piece of content, and why. */
public sealed interface GateDecision {

    /** May be delivered. */
    default boolean isOpen() {
        return !(this instanceof Denied);
    }

    /** The visitor may read it. */
    record Granted(Reason reason) implements GateDecision {

        /** Why. */
        public enum Reason {
            /** It is for everybody. */
            FREE,
            /** An active entitlement covers one of its resources. */
            ENTITLED,
            /** Somebody is signed in, which is all it takes. */
            REGISTERED
        }
    }

    /**
     * The visitor may read it as one of the free views.
     *
     * @param taken different pieces of content read in this period, this one included
     * @param of how many there are for this visitor
     */
    record Metered(int taken, int of) implements GateDecision {}

    /**
     * The visitor may not read it.
     *
     * @param offers what would change that; the last known ones if the service does not answer
     */
    record Denied(Reason reason, List<Offer> offers) implements GateDecision {

        public Denied {
            offers = List.copyOf(offers);
        }

        /** Why. */
        public enum Reason {
            /** Nobody is signed in, and nothing was bought in this browser. */
            NOT_SIGNED_IN,
            /** Somebody is known here, without what it takes. */
            NOT_ENTITLED,
            /** The free views are used up. */
            METER_EXHAUSTED,
            /** Whether this visitor may read it can't be told while the service does not answer. */
            SERVICE_UNREACHABLE
        }
    }
}
