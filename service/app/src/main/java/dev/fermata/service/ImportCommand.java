package dev.fermata.service;

import dev.fermata.service.catalog.Catalog;
import dev.fermata.service.catalog.CatalogueChanges;
import dev.fermata.service.catalog.CatalogueImport;
import dev.fermata.service.db.Database;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.site.SiteChanges;
import dev.fermata.service.site.Sites;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ConfiguredCommand;
import io.dropwizard.core.setup.Bootstrap;
import java.nio.file.Path;
import java.time.InstantSource;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code import <catalogue> [config]}: brings catalogue and sites to what a file says, or lists everything that is wrong with it. */
final class ImportCommand extends ConfiguredCommand<FermataConfiguration> {

    private final InstantSource clock;

    ImportCommand(InstantSource clock) {
        super("import", "Imports a catalogue file");
        this.clock = clock;
    }

    @Override
    public void configure(Subparser parser) {
        parser.addArgument("catalogue").help("the catalogue file, YAML");
        super.configure(parser);
        parser.setDefault("file", Commands.BUILT_IN);
    }

    @Override
    public void onError(Cli cli, Namespace arguments, Throwable failure) {
        Commands.complain(cli, failure);
    }

    @Override
    protected void run(
            Bootstrap<FermataConfiguration> bootstrap, Namespace arguments, FermataConfiguration configuration)
            throws Exception {
        Commands.withDatabase(
                bootstrap, configuration, database -> imports(database, arguments.getString("catalogue")));
    }

    private void imports(Database database, String file) {
        var sites = new Sites(database.jdbi());
        var changes = new CatalogueChanges(
                database.jdbi(), new Catalog(database.jdbi()), new SiteChanges(database.jdbi(), sites, clock), clock);
        try {
            var imported = new CatalogueImport(database.jdbi(), changes, clock).file(Path.of(file));
            Commands.say(imported.changed() == 0 ? "Nothing to change." : imported.changed() + " things changed.");
        } catch (ProblemException e) {
            throw new IllegalArgumentException(file + " was not imported:\n" + CatalogueImport.describe(e), e);
        }
    }
}
