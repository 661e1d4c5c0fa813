package dev.fermata.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsIT {

    private static final String DATA_DIRECTORY = "dw.database.dataDirectory";

    @TempDir
    private Path directory;

    private final List<Throwable> failures = new ArrayList<>();

    @BeforeEach
    void keepTheDataHere() {
        System.setProperty(DATA_DIRECTORY, directory.resolve("data").toString());
    }

    @AfterEach
    void keepItWhereItWas() {
        System.clearProperty(DATA_DIRECTORY);
    }

    @Test
    void aFileIsImportedOnceOrRefusedWithEveryMistake() throws Exception {
        Path file = Files.writeString(
                directory.resolve("catalogue.yml"),
                """
                resources: [{slug: news, name: News}]
                offers:
                  - slug: digital
                    name: Digital
                    terms: [{id: term_day, name: Day, price: {amount: 199, currency: EUR}, resources: [news]}]
                """);
        assertThat(run("import", file.toString())).contains("3 things changed.");
        assertThat(run("import", file.toString())).contains("Nothing to change.");

        Files.writeString(file, Files.readString(file).replace("EUR", "EURO").replace("199", "0"));
        run("import", file.toString());
        assertThat(failures).singleElement().satisfies(failure -> assertThat(failure)
                .hasMessageContaining("offers[0].terms[0].price.amount: must be between 1 and 99999999")
                .hasMessageContaining("offers[0].terms[0].price.currency: is not an ISO 4217 currency"));
    }

    @Test
    void aTokenIsShownOnceListedAndRevoked() throws Exception {
        String created = run("api-token", "create", "--name", "the site", "--scope", "read", "--scope", "forward");
        assertThat(created).containsPattern("(?m)^fmt_[A-Za-z0-9_-]{43}$");
        String id = created.substring(created.indexOf("tok_")).split(" ", 2)[0];
        assertThat(run("api-token", "list"))
                .contains(id + "  read,forward  never used  the site")
                .doesNotContain("fmt_");
        assertThat(run("api-token", "revoke", "--id", id)).contains(id + " is revoked");
        assertThat(run("api-token", "list")).contains(id + "  read,forward  revoked ");

        run("api-token", "revoke", "--id", id);
        run("api-token", "create", "--name", "nothing allowed");
        assertThat(failures).hasSize(2);
    }

    /** What the command says; what it fails with is kept. */
    private String run(String... arguments) throws Exception {
        var said = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            new FermataApplication(InstantSource.system()) {
                @Override
                protected void onFatalError(Throwable failure) {
                    failures.add(failure);
                }
            }.run(arguments);
        } finally {
            System.setOut(before);
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}
