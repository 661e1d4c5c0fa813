package dev.fermata.service;

import io.dropwizard.configuration.ConfigurationSourceProvider;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** Reads {@code classpath:fermata.yml} from the jar, and anything else as before. */
record ClasspathSourceProvider(ConfigurationSourceProvider files) implements ConfigurationSourceProvider {

    private static final String PREFIX = "classpath:";

    @Override
    public InputStream open(String path) throws IOException {
        if (!path.startsWith(PREFIX)) {
            return files.open(path);
        }
        InputStream resource = ClassLoader.getSystemResourceAsStream(path.substring(PREFIX.length()));
        if (resource == null) {
            throw new FileNotFoundException(path);
        }
        return resource;
    }
}
