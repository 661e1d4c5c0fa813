package dev.fermata.service;

import com.codahale.metrics.MetricRegistry;
import dev.fermata.service.db.Database;
import dev.fermata.service.db.MasterKey;
import dev.fermata.service.session.SigningKeys;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ConfiguredCommand;
import io.dropwizard.core.setup.Bootstrap;
import java.time.InstantSource;
import net.sourceforge.argparse4j.inf.Namespace;

/** {@code rotate-keys}: replaces the key that tokens are signed with; running instances follow within seconds. */
final class RotateKeysCommand extends ConfiguredCommand<FermataConfiguration> {

    private final InstantSource clock;

    RotateKeysCommand(InstantSource clock) {
        super("rotate-keys", "Replaces the key that member tokens are signed with");
        this.clock = clock;
    }

    @Override
    public void onError(Cli cli, Namespace arguments, Throwable failure) {
        Commands.complain(cli, failure);
    }

    @Override
    protected void run(
            Bootstrap<FermataConfiguration> bootstrap, Namespace namespace, FermataConfiguration configuration)
            throws Exception {
        var database = Database.open(configuration.getDatabase(), new MetricRegistry());
        try {
            var masterKey = MasterKey.open(configuration.getMasterKey(), configuration.getDatabase());
            var keys = new SigningKeys(database.jdbi(), masterKey, clock, configuration.getSession());
            keys.prepare();
            keys.rotate();
        } finally {
            database.stop();
        }
    }
}
