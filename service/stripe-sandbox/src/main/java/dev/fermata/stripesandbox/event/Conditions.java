package dev.fermata.stripesandbox.event;

/**
 * What happens to deliveries from now on.
 *
 * @param holding new ones wait until they are released
 * @param dropping nothing arrives, no try counts, nobody tries again: an outage longer than all retries
 * @param copies how often each new one is sent
 * @param tampering how each of them is spoilt
 */
record Conditions(boolean holding, boolean dropping, int copies, Tampering tampering) {

    static final Conditions FAIR = new Conditions(false, false, 1, Tampering.NONE);

    Conditions withHolding(boolean hold) {
        return new Conditions(hold, dropping, copies, tampering);
    }

    Conditions withDropping(boolean drop) {
        return new Conditions(holding, drop, copies, tampering);
    }

    Conditions withCopies(int each) {
        if (each < 1) {
            throw new IllegalArgumentException("At least one copy");
        }
        return new Conditions(holding, dropping, each, tampering);
    }

    Conditions withTampering(Tampering spoilt) {
        return new Conditions(holding, dropping, copies, spoilt);
    }
}
