package dev.fermata.magnolia.harness;

import freemarker.cache.TemplateLoader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Scripts by their path among the modules' resources. */
record ScriptLoader(Definitions definitions) implements TemplateLoader {

    @Override
    public @Nullable Object findTemplateSource(String name) {
        return definitions.resource("/" + name).orElse(null);
    }

    @Override
    public long getLastModified(Object source) {
        return 0;
    }

    @Override
    public Reader getReader(Object source, String encoding) throws IOException {
        return Files.newBufferedReader((Path) source);
    }

    @Override
    public void closeTemplateSource(Object source) {
        // Readers are closed by who reads them.
    }
}
