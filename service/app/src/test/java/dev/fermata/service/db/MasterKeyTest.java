package dev.fermata.service.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyTest {

    private static final String CONFIGURED = Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    private Path directory;

    @Test
    void opensWhatItEncrypted() {
        var key = new MasterKey(new byte[32]);
        String encrypted = key.encrypt("a private key");

        assertThat(encrypted).doesNotContain("private");
        assertThat(key.encrypt("a private key")).isNotEqualTo(encrypted);
        assertThat(key.decrypt(encrypted)).contains("a private key");
    }

    @Test
    void opensNothingThatWasChangedOrMadeWithAnotherKey() {
        byte[] other = new byte[32];
        other[31] = 1;
        String encrypted = new MasterKey(new byte[32]).encrypt("secret");

        assertThat(new MasterKey(other).decrypt(encrypted)).isEmpty();
        assertThat(new MasterKey(new byte[32]).decrypt(encrypted.substring(0, encrypted.length() - 4) + "AAAA"))
                .isEmpty();
        assertThat(new MasterKey(new byte[32]).decrypt("nonsense")).isEmpty();
    }

    @Test
    void isMadeOnceAndKeptForItsOwnerBesideAnEmbeddedDatabase() throws Exception {
        String encrypted = MasterKey.open("", embedded()).encrypt("secret");

        assertThat(MasterKey.open("", embedded()).decrypt(encrypted)).contains("secret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("master.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void isTheConfiguredOneIfThereIsOne() {
        String encrypted = MasterKey.open(CONFIGURED, embedded()).encrypt("secret");

        assertThat(new MasterKey(new byte[32]).decrypt(encrypted)).contains("secret");
        assertThat(directory.resolve("master.key")).doesNotExist();
    }

    @Test
    void isRequiredWithADatabaseThatOthersUseToo() {
        var shared = embedded();
        shared.setUrl("jdbc:postgresql://db.example/fermata");

        assertThatThrownBy(() -> MasterKey.open("", shared))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("FERMATA_MASTER_KEY");
    }

    @Test
    void refusesWhatIsNoKeyWithoutShowingIt() {
        for (String wrong : new String[] {"c2hvcnQ=", "not base64 at all!"}) {
            assertThatThrownBy(() -> MasterKey.open(wrong, embedded()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("32 bytes in base64")
                    .hasMessageNotContaining(wrong);
        }
    }

    private DatabaseConfiguration embedded() {
        var configuration = new DatabaseConfiguration();
        configuration.setDataDirectory(directory);
        return configuration;
    }
}
