package dev.fermata.service.faults;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the tests run on, for a child process that is to start quickly: directories are packed, since the JVM
 * <a href="https://docs.oracle.com/en/java/javase/17/docs/specs/man/java.html#application-class-data-sharing">shares classes</a> of
 * jars only.
 */
record ClassPath(String jars, Path archive) {

    private static final class Packed {
        static final ClassPath PATH = pack();
    }

    static ClassPath packed() {
        return Packed.PATH;
    }

    private static ClassPath pack() {
        try {
            Path below = Files.createTempDirectory(Files.createDirectories(Path.of("target", "under-test")), "classes")
                    .toAbsolutePath();
            String jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(part -> !part.isEmpty())
                    .map(Path::of)
                    .filter(Files::exists)
                    .map(part -> Files.isDirectory(part) ? pack(part, below) : part)
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
            return new ClassPath(jars, below.resolve("service.jsa"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path pack(Path directory, Path below) {
        try {
            Path jar = Files.createTempFile(below, "classes", ".jar");
            try (OutputStream out = Files.newOutputStream(jar);
                    var entries = new JarOutputStream(out)) {
                entries.setLevel(0);
                for (Path file : files(directory)) {
                    entries.putNextEntry(
                            new JarEntry(directory.relativize(file).toString().replace(File.separatorChar, '/')));
                    Files.copy(file, entries);
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
