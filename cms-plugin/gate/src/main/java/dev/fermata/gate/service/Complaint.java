package dev.fermata.gate.service;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something that an operator has to put right, said once and not again until it was right in between. */
public final class Complaint {

    private static final Logger LOG = LoggerFactory.getLogger(Complaint.class);

    private final AtomicReference<@Nullable String> said = new AtomicReference<>();

    public void say(String words) {
        if (!words.equals(said.getAndSet(words))) {
            LOG.warn(words);
        }
    }

    public void settle() {
        said.set(null);
    }
}
