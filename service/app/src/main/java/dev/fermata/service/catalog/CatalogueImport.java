package dev.fermata.service.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.fermata.service.db.Secret;
import dev.fermata.service.problem.FieldProblem;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/**
 * Brings catalogue and sites to what a file says: all of it or nothing, the same however often and from however many instances.
 */
public final class CatalogueImport {

    private static final String SOURCE = "file";
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Jdbi jdbi;
    private final CatalogueChanges changes;
    private final InstantSource clock;

    public CatalogueImport(Jdbi jdbi, CatalogueChanges changes, InstantSource clock) {
        this.jdbi = jdbi;
        this.changes = changes;
        this.clock = clock;
    }

    /** What an import came to: how many things are not as they were before. */
    public record Imported(int changed) {}

    /** Imports a text, YAML or JSON; everything that is wrong with it is in the problem's errors. */
    public Imported text(String text) {
        return run(text, dao -> {});
    }

    /** Imports a file, and remembers that it did. */
    public Imported file(Path file) {
        String text = read(file);
        String digest = new Secret(text).hash();
        return run(text, dao -> dao.imported(SOURCE, digest, clock.instant()));
    }

    /** Imports a file unless it is the one that was imported last, by whichever instance; what was changed since then stays. */
    public Optional<Imported> fileIfNew(Path file) {
        String digest = new Secret(read(file)).hash();
        Optional<String> last = jdbi.withExtension(CatalogDao.class, dao -> dao.digest(SOURCE));
        return last.equals(Optional.of(digest)) ? Optional.empty() : Optional.of(file(file));
    }

    /** Everything that the problem is about, a line each, by its place in the file: {@code offers[0].terms[1].price.currency}. */
    public static String describe(ProblemException problem) {
        return problem.errors().isEmpty()
                ? problem.detail()
                : problem.errors().stream()
                        .map(error -> place(error.pointer()) + ": " + error.detail())
                        .collect(Collectors.joining("\n"));
    }

    private Imported run(String text, Consumer<CatalogueWriteDao> afterwards) {
        var problems = new ArrayList<FieldProblem>();
        var file = CatalogueFile.read(parse(text), problems);
        int changed = jdbi.inTransaction(tx -> {
            changes.lock(tx);
            int written = changes.apply(tx, file.changes(), file.sites(), problems);
            afterwards.accept(tx.attach(CatalogueWriteDao.class));
            return written;
        });
        changes.changed();
        return new Imported(changed);
    }

    private static JsonNode parse(String text) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST,
                    "Not readable as YAML" + (place == null ? "" : " in line " + place.getLineNr()) + ": "
                            + e.getOriginalMessage(),
                    e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, file + " cannot be read: " + e, e);
        }
    }

    private static String place(String pointer) {
        String path = pointer.replaceAll("/(\\d+)(?=/|$)", "[$1]").replace('/', '.');
        return path.isEmpty()
                ? "the file"
                : path.substring(1).replace("~1", "/").replace("~0", "~");
    }
}
