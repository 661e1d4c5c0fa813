package dev.fermata.demo.cms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootLogTest {

    private static final String STARTED = "03:05 *INFO* [FelixLogListener] Events.Bundle.x BundleEvent STARTED\n";

    @TempDir
    Path folder;

    @Test
    void countsWhatIsStartedFromNowOn() throws IOException {
        Path log = folder.resolve("error.log");
        write(log, STARTED + STARTED);
        BootLog boot = BootLog.from(log);

        write(log, STARTED + "03:05 *INFO* [FelixLogListener] Events.Bundle.x BundleEvent RESOLVED\n");
        assertThat(boot.started()).isEqualTo(1);

        write(log, STARTED.substring(0, 20));
        assertThat(boot.started()).isEqualTo(1);

        write(log, STARTED.substring(20));
        assertThat(boot.started()).isEqualTo(2);
    }

    @Test
    void nothingIsStartedBeforeThereIsALog() throws IOException {
        Path log = folder.resolve("error.log");
        BootLog boot = BootLog.from(log);
        assertThat(boot.started()).isZero();

        write(log, STARTED);
        assertThat(boot.started()).isEqualTo(1);
    }

    private static void write(Path log, String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
