package dev.fermata.service.db;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;

/** Encrypts what must not be readable in the database, such as private keys (JWE, {@code dir} and {@code A256GCM}). */
public final class MasterKey {

    private static final int BYTES = 32;

    private final byte[] key;

    public MasterKey(byte[] key) {
        if (key.length != BYTES) {
            throw new IllegalArgumentException("The master key has to be 32 bytes");
        }
        this.key = key.clone();
    }

    /**
     * The configured key. With the embedded database and no key, one is made once and kept beside the data, for its owner's eyes
     * only.
     *
     * @throws IllegalStateException that says in one sentence what to do
     */
    public static MasterKey open(String configured, DatabaseConfiguration database) {
        if (!configured.isBlank()) {
            return new MasterKey(decoded(configured.strip(), "FERMATA_MASTER_KEY"));
        }
        if (!database.isEmbedded()) {
            throw new IllegalStateException(
                    "Set FERMATA_MASTER_KEY to 32 random bytes in base64 (openssl rand -base64 32): "
                            + "it encrypts the signing keys in the database, and every instance needs the same one.");
        }
        return kept(database.getDataDirectory().toAbsolutePath().resolve("master.key"));
    }

    public String encrypt(String text) {
        try {
            var jwe = new JWEObject(new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM), new Payload(text));
            jwe.encrypt(new DirectEncrypter(key));
            return jwe.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was encrypted; empty if that was with another key, or if it was changed since. */
    public Optional<String> decrypt(String encrypted) {
        try {
            JWEObject jwe = JWEObject.parse(encrypted);
            jwe.decrypt(new DirectDecrypter(key));
            return Optional.of(jwe.getPayload().toString());
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }

    private static MasterKey kept(Path file) {
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            return new MasterKey(decoded(Files.readString(file).strip(), file.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("The master key in " + file + " cannot be read or written", e);
        }
    }

    private static void create(Path file) throws IOException {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = isPosix(file)
                ? Files.newByteChannel(
                        file,
                        options,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : Files.newByteChannel(file, options)) {
            channel.write(java.nio.ByteBuffer.wrap(Base64.getEncoder().encode(bytes)));
        } catch (FileAlreadyExistsException e) {
            // Another process was faster; its key is as good.
        }
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static byte[] decoded(String text, String where) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (bytes.length == BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // Said below, without the key.
        }
        throw new IllegalStateException(where + " does not hold 32 bytes in base64 (openssl rand -base64 32).");
    }
}
