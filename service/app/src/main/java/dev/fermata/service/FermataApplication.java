package dev.fermata.service;

import dev.fermata.service.db.Database;
import dev.fermata.service.http.Json;
import dev.fermata.service.problem.ProblemMappers;
import dev.fermata.service.problem.Problems;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.views.common.ViewBundle;
import java.time.InstantSource;

/** The service. {@link #run} is its table of contents. */
public class FermataApplication extends Application<FermataConfiguration> {

    private final InstantSource clock;

    public FermataApplication(InstantSource clock) {
        this.clock = clock;
    }

    public static void main(String[] args) throws Exception {
        String[] arguments = args.length == 0 ? new String[] {"server", "classpath:fermata.yml"} : args;
        new FermataApplication(InstantSource.system()).run(arguments);
    }

    @Override
    public String getName() {
        return "fermata";
    }

    @Override
    public void initialize(Bootstrap<FermataConfiguration> bootstrap) {
        bootstrap.setConfigurationSourceProvider(new SubstitutingSourceProvider(
                new ClasspathSourceProvider(bootstrap.getConfigurationSourceProvider()),
                new EnvironmentVariableSubstitutor(false)));
        bootstrap.addBundle(new ViewBundle<>());
    }

    @Override
    public void run(FermataConfiguration configuration, Environment environment) {
        Json.configure(environment.getObjectMapper());
        var problems = new Problems(configuration.getPublicUrl());
        ProblemMappers.register(environment.jersey(), problems);

        var database = Database.open(configuration.getDatabase(), environment.metrics());
        environment.lifecycle().manage(database);

        // Catalogue and sites

        // Members, sessions, sign-in, mail

        // Purchases, entitlements, Stripe

        // Health and metrics
    }

    InstantSource clock() {
        return clock;
    }
}
