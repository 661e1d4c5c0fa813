package dev.fermata.service.faults;

import dev.fermata.service.ServiceUnderTest;
import dev.fermata.service.db.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL of its own that outlives the services on it, and can be hung, killed and started again. */
final class PostgresUnderTest implements AutoCloseable {

    private final int port = ServiceUnderTest.freePort();
    private final Path data;
    private EmbeddedPostgres server;

    private PostgresUnderTest() throws IOException {
        data = Files.createTempDirectory(Files.createDirectories(Path.of("target", "under-test")), "postgres")
                .toAbsolutePath()
                .resolve("data");
        server = launch();
    }

    static PostgresUnderTest start() {
        try {
            return new PostgresUnderTest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    /** As the service is told of it, by way of this port. */
    static String urlAt(int port) {
        return "jdbc:postgresql://localhost:" + port + "/postgres?sslmode=disable&gssEncMode=disable";
    }

    /** Past every service and proxy. */
    Jdbi jdbi() {
        var dataSource = new PGSimpleDataSource();
        dataSource.setUrl(urlAt(port) + "&user=postgres&ApplicationName=test");
        return Database.jdbi(dataSource);
    }

    /** The kernel refuses to store anything in this empty table from now on, for want of space. */
    void putOnFullDisk(Jdbi as, String table) {
        String file = as.withHandle(handle -> handle.createQuery("SELECT pg_relation_filepath(:table)")
                .bind("table", table)
                .mapTo(String.class)
                .one());
        try {
            Files.delete(data.resolve(file));
            Files.createSymbolicLink(data.resolve(file), Path.of("/dev/full"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on it takes connections and answers nothing: as if the machine or its disk hung. */
    void suspend() {
        signal("-STOP");
    }

    void resume() {
        signal("-CONT");
    }

    /** SIGKILL to every process of it, then started again on what it had written. */
    void crashAndRestart() {
        kill();
        restart();
    }

    void kill() {
        List<ProcessHandle> all = processes().toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit()
                .orTimeout(20, java.util.concurrent.TimeUnit.SECONDS)
                .join());
    }

    void restart() {
        try {
            // It has gone already; this lets go of its directory.
            server.close();
            server = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddedPostgres launch() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                // Without, what was committed last is lost when it is killed.
                .setServerConfig("synchronous_commit", "on")
                .setPGStartupWait(Duration.ofSeconds(30))
                .start();
    }

    private void signal(String signal) {
        processes().forEach(process -> {
            try {
                new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                        .start()
                        .waitFor();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private Stream<ProcessHandle> processes() {
        try {
            long pid = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
            ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
            return Stream.concat(Stream.of(postmaster), postmaster.descendants());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
