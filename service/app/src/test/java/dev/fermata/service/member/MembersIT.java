package dev.fermata.service.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.service.DatabaseUnderTest;
import dev.fermata.service.db.Database;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MembersIT {

    @TempDir
    private static Path directory;

    private static Database database;

    private final Members members = new Members(InstantSource.system());
    private final Jdbi jdbi = database.jdbi();

    @BeforeAll
    static void open() {
        database = DatabaseUnderTest.startIn(directory);
    }

    @AfterAll
    static void close() throws Exception {
        database.stop();
    }

    @Test
    void makesOneMemberHoweverManyAskAtOnce() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Known>> asks = IntStream.range(0, 8)
                    .<Callable<Known>>mapToObj(
                            i -> () -> jdbi.inTransaction(tx -> members.ensure(tx, "anna@example.com", null)))
                    .toList();
            int created = 0;
            MemberId id = null;
            for (Future<Known> ask : pool.invokeAll(asks)) {
                created += ask.get().created() ? 1 : 0;
                id = ask.get().member().id();
                assertThat(id).isEqualTo(asks.get(0).call().member().id());
            }
            assertThat(created).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void knowsAnAddressHoweverItIsWritten() {
        Known first = jdbi.inTransaction(tx -> members.ensure(tx, "Bert@Example.com", "Bert"));
        Known second = jdbi.inTransaction(tx -> members.ensure(tx, " bert@example.COM", "Somebody"));

        assertThat(second.created()).isFalse();
        assertThat(second.member()).isEqualTo(first.member());
        assertThat(second.member().name()).isEqualTo("Bert");
    }

    @Test
    void neverRefusesAnAddressThatWasPaidWith() {
        Known odd = jdbi.inTransaction(tx -> members.ensure(tx, "Zoë@example", null));

        assertThat(odd.member().email()).isEqualTo("zoë@example");
    }

    @Test
    void verifiesAnAddressOnce() {
        MemberId id = jdbi.inTransaction(tx -> members.ensure(tx, "cleo@example.com", null))
                .member()
                .id();

        assertThat(jdbi.<Boolean, RuntimeException>inTransaction(tx -> members.verifyEmail(tx, id)))
                .isTrue();
        assertThat(jdbi.<Boolean, RuntimeException>inTransaction(tx -> members.verifyEmail(tx, id)))
                .isFalse();
        assertThat(jdbi.inTransaction(tx -> members.find(tx, id)).orElseThrow().isEmailVerified())
                .isTrue();
    }
}
