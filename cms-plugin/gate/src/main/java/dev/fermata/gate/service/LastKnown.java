package dev.fermata.gate.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that outlive this server: what the service said last. A file is there as a whole or not at all. A directory that can't be written
 * is complained about once, and nothing else depends on it.
 */
public final class LastKnown {

    private static final Logger LOG = LoggerFactory.getLogger(LastKnown.class);
    private static final long LARGEST = 16L << 20;

    private final @Nullable Path directory;
    private volatile boolean complained;

    public LastKnown(Path directory) {
        this.directory = directory;
    }

    private LastKnown() {
        this.directory = null;
    }

    /** Keeps nothing. */
    public static LastKnown nowhere() {
        return new LastKnown();
    }

    public Optional<byte[]> read(String name) {
        if (directory == null) {
            return Optional.empty();
        }
        Path file = directory.resolve(name);
        try {
            if (Files.size(file) > LARGEST) {
                return Optional.empty();
            }
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            complain(e);
            return Optional.empty();
        }
    }

    /** Does not write what is there already. */
    public void write(String name, byte[] content) {
        if (directory == null
                || read(name).filter(known -> Arrays.equals(known, content)).isPresent()) {
            return;
        }
        try {
            Files.createDirectories(directory);
            Path fresh = Files.createTempFile(directory, name, ".new");
            try {
                Files.write(fresh, content);
                Files.move(
                        fresh,
                        directory.resolve(name),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
            complained = false;
        } catch (IOException e) {
            complain(e);
        }
    }

    private void complain(IOException e) {
        if (!complained) {
            complained = true;
            LOG.warn("What the paywall service says can't be kept in {}: {}", directory, e.toString());
        }
    }
}
