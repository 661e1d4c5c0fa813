package dev.fermata.magnolia;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that the installation checklist compares with. With {@code -Dfermata.expected.write} they are written anew. */
final class ExpectedOutput {

    private static final Path EXPECTED = Path.of("src/main/resources/fermata/docs/expected");

    private ExpectedOutput() {}

    static void check(String name, String answer) throws IOException {
        Path file = EXPECTED.resolve(name);
        if (System.getProperty("fermata.expected.write") != null) {
            Files.createDirectories(EXPECTED);
            Files.writeString(file, answer);
        }
        assertThat(answer).as(name).isEqualTo(Files.readString(file));
    }
}
