package dev.fermata.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** The state of a demo on disk, held by one demo at a time. */
public final class DemoDirectory implements AutoCloseable {

    private static final String LOCK = "lock";

    private final Path root;
    private final FileChannel lock;

    private DemoDirectory(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /** Takes the directory, or says that another demo has it. */
    static DemoDirectory hold(Path directory) throws IOException {
        Path root = Files.createDirectories(directory.toAbsolutePath().normalize());
        FileChannel lock = FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!held(lock)) {
            lock.close();
            throw new DemoException("A demo is running already; its state is in " + root + ".");
        }
        return new DemoDirectory(root, lock);
    }

    private static boolean held(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path root() {
        return root;
    }

    Path file(String name) {
        return root.resolve(name);
    }

    /** Forgets everything but that it is held. */
    void clear() throws IOException {
        try (Stream<Path> all = Files.list(root)) {
            for (Path path :
                    all.filter(entry -> !entry.equals(root.resolve(LOCK))).toList()) {
                delete(path);
            }
        }
    }

    /** Deletes a file, or a folder with all that is in it; it may be gone already. */
    public static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
