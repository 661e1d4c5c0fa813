package dev.fermata.service;

import dev.fermata.service.db.Database;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.setup.Bootstrap;
import java.util.function.Consumer;

/** What the commands on the command line share: the database for as long as they run, and the operator they speak to. */
final class Commands {

    /** The configuration when none is named. */
    static final String BUILT_IN = "classpath:fermata.yml";

    private Commands() {}

    static void withDatabase(
            Bootstrap<FermataConfiguration> bootstrap, FermataConfiguration configuration, Consumer<Database> action)
            throws Exception {
        var database = Database.open(configuration.getDatabase(), bootstrap.getMetricRegistry());
        try {
            action.accept(database);
        } finally {
            database.stop();
        }
    }

    /** What an operator can mend is said in a sentence; anything else is a bug and shows where it is. */
    static void complain(Cli cli, Throwable failure) {
        if (failure instanceof IllegalArgumentException || failure instanceof IllegalStateException) {
            cli.getStdErr().println(failure.getMessage());
        } else {
            failure.printStackTrace(cli.getStdErr());
        }
    }

    @SuppressWarnings("SystemOut")
    static void say(String text) {
        System.out.println(text);
    }
}
