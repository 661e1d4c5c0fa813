package dev.fermata.service;

import dev.fermata.service.site.ApiToken;
import dev.fermata.service.site.ApiTokens;
import dev.fermata.service.site.Scope;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ConfiguredCommand;
import io.dropwizard.core.setup.Bootstrap;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code api-token create|list|revoke [config]}: the tokens that let servers in. */
final class ApiTokenCommand extends ConfiguredCommand<FermataConfiguration> {

    private final InstantSource clock;

    ApiTokenCommand(InstantSource clock) {
        super("api-token", "Creates, lists and revokes API tokens");
        this.clock = clock;
    }

    @Override
    public void configure(Subparser parser) {
        parser.addArgument("action").choices("create", "list", "revoke");
        parser.addArgument("--name").help("create: who uses it").setDefault("");
        parser.addArgument("--scope")
                .action(Arguments.append())
                .choices("read", "write", "forward")
                .help("create: what it allows; once for each");
        parser.addArgument("--id").help("revoke: which one, as listed").setDefault("");
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
        Commands.withDatabase(bootstrap, configuration, database -> {
            var tokens = new ApiTokens(database.jdbi(), clock);
            switch (arguments.getString("action")) {
                case "create" -> create(tokens, arguments.getString("name"), scopes(arguments));
                case "revoke" -> revoke(tokens, arguments.getString("id"));
                default -> tokens.all().forEach(ApiTokenCommand::print);
            }
        });
    }

    private static void create(ApiTokens tokens, String name, Set<Scope> scopes) {
        if (name.isBlank() || scopes.isEmpty()) {
            throw new IllegalArgumentException("create needs --name and at least one --scope");
        }
        var created = tokens.create(name, scopes);
        Commands.say(created.id() + " " + name + ". This is the token; it is not shown again:\n" + created.secret());
    }

    private static void revoke(ApiTokens tokens, String id) {
        if (!tokens.revoke(id)) {
            throw new IllegalArgumentException("There is no token \"" + id + "\" to revoke; list shows them");
        }
        Commands.say(id + " is revoked. Running instances refuse it within five seconds.");
    }

    private static void print(ApiToken token) {
        Commands.say(Stream.of(
                        token.id(),
                        token.scopes().stream().sorted().map(Scope::slug).collect(Collectors.joining(",")),
                        token.revokedAt() != null
                                ? "revoked " + token.revokedAt()
                                : token.lastUsedAt() != null ? "last used " + token.lastUsedAt() : "never used",
                        token.name())
                .collect(Collectors.joining("  ")));
    }

    private static Set<Scope> scopes(Namespace arguments) {
        List<String> names = arguments.getList("scope");
        return names == null
                ? EnumSet.noneOf(Scope.class)
                : names.stream()
                        .map(name -> Scope.valueOf(name.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
    }
}
