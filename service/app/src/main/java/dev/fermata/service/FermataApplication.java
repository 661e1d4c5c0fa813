package dev.fermata.service;

import dev.fermata.service.catalog.Catalog;
import dev.fermata.service.catalog.CatalogueChanges;
import dev.fermata.service.catalog.CatalogueEndpoint;
import dev.fermata.service.catalog.CatalogueImport;
import dev.fermata.service.catalog.OfferEntriesEndpoint;
import dev.fermata.service.catalog.OffersEndpoint;
import dev.fermata.service.catalog.ResourcesEndpoint;
import dev.fermata.service.db.Database;
import dev.fermata.service.db.DatabaseHealthCheck;
import dev.fermata.service.db.MasterKey;
import dev.fermata.service.entitlement.AccessEndpoint;
import dev.fermata.service.entitlement.Entitlements;
import dev.fermata.service.entitlement.EntitlementsEndpoint;
import dev.fermata.service.entitlement.Passes;
import dev.fermata.service.entitlement.QuickAccess;
import dev.fermata.service.http.AssetsEndpoint;
import dev.fermata.service.http.ClientScriptEndpoint;
import dev.fermata.service.http.ContainerErrors;
import dev.fermata.service.http.Json;
import dev.fermata.service.http.PrometheusServlet;
import dev.fermata.service.http.RateLimits;
import dev.fermata.service.http.Reached;
import dev.fermata.service.http.UpEndpoint;
import dev.fermata.service.jobs.Jobs;
import dev.fermata.service.jobs.Pace;
import dev.fermata.service.jobs.SweepHealthCheck;
import dev.fermata.service.jobs.Sweeps;
import dev.fermata.service.login.ConfirmEndpoint;
import dev.fermata.service.login.LoginLinks;
import dev.fermata.service.login.LoginPages;
import dev.fermata.service.login.LoginPruneJob;
import dev.fermata.service.login.LoginRequests;
import dev.fermata.service.login.MagicLinksEndpoint;
import dev.fermata.service.login.SignIn;
import dev.fermata.service.mail.Letters;
import dev.fermata.service.mail.MailHealthCheck;
import dev.fermata.service.mail.MailJob;
import dev.fermata.service.mail.Mails;
import dev.fermata.service.mail.Postman;
import dev.fermata.service.member.History;
import dev.fermata.service.member.Members;
import dev.fermata.service.problem.ProblemMappers;
import dev.fermata.service.problem.ProblemTypesEndpoint;
import dev.fermata.service.problem.Problems;
import dev.fermata.service.purchase.Checkout;
import dev.fermata.service.purchase.CheckoutDesk;
import dev.fermata.service.purchase.CheckoutEndpoint;
import dev.fermata.service.purchase.Fulfilment;
import dev.fermata.service.purchase.OpenPurchaseSweep;
import dev.fermata.service.purchase.PaymentProvider;
import dev.fermata.service.purchase.PromptSettlement;
import dev.fermata.service.purchase.PurchaseEndpoint;
import dev.fermata.service.purchase.PurchaseMails;
import dev.fermata.service.purchase.PurchaseReturn;
import dev.fermata.service.purchase.PurchaseStory;
import dev.fermata.service.purchase.PurchaseTokens;
import dev.fermata.service.purchase.Purchases;
import dev.fermata.service.purchase.PurchasesEndpoint;
import dev.fermata.service.purchase.QuarantineHealthCheck;
import dev.fermata.service.purchase.Reconciler;
import dev.fermata.service.purchase.ReconciliationHealthCheck;
import dev.fermata.service.purchase.ReconciliationMetrics;
import dev.fermata.service.purchase.Reconciliations;
import dev.fermata.service.purchase.ReconciliationsEndpoint;
import dev.fermata.service.purchase.RefundHealthCheck;
import dev.fermata.service.purchase.RefundJob;
import dev.fermata.service.purchase.Refunds;
import dev.fermata.service.session.EventsEndpoint;
import dev.fermata.service.session.KeyRotationJob;
import dev.fermata.service.session.KeysEndpoint;
import dev.fermata.service.session.MemberTokens;
import dev.fermata.service.session.SessionCookies;
import dev.fermata.service.session.SessionEndpoint;
import dev.fermata.service.session.Sessions;
import dev.fermata.service.session.SigningKeys;
import dev.fermata.service.session.TokenVerifier;
import dev.fermata.service.site.ApiTokens;
import dev.fermata.service.site.ScopeFeature;
import dev.fermata.service.site.SiteChanges;
import dev.fermata.service.site.Sites;
import dev.fermata.service.site.SitesEndpoint;
import dev.fermata.service.stripe.StripeApi;
import dev.fermata.service.stripe.StripeHealthCheck;
import dev.fermata.service.stripe.StripeInbox;
import dev.fermata.service.stripe.StripeMetrics;
import dev.fermata.service.stripe.StripePayments;
import dev.fermata.service.stripe.StripeRecords;
import dev.fermata.service.stripe.WebhookHealthCheck;
import dev.fermata.service.stripe.WebhookSilence;
import dev.fermata.service.webhook.Webhooks;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.metrics.servlets.HealthCheckServlet;
import io.dropwizard.views.common.ViewBundle;
import jakarta.servlet.DispatcherType;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import org.glassfish.jersey.server.ServerProperties;

/** The service. {@link #run} is its table of contents. */
public class FermataApplication extends Application<FermataConfiguration> {

    /** Stripe allows 100 a second in live mode, 25 in test mode; readers come first. */
    private static final int SWEEPING_CALLS_A_SECOND = 10;

    private static final int SETTLING_THREADS = 16;

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
        bootstrap.addCommand(new ImportCommand(clock));
        bootstrap.addCommand(new ApiTokenCommand(clock));
        bootstrap.addCommand(new RotateKeysCommand(clock));
    }

    @Override
    public void run(FermataConfiguration configuration, Environment environment) {
        Json.configure(environment.getObjectMapper());
        var problems = new Problems(configuration.getPublicUrl(), request -> Reached.ifKnown(request)
                .map(Reached::base)
                .orElse(URI.create(configuration.getPublicUrl() + "/")));
        ProblemMappers.register(environment.jersey(), problems);
        // An endpoint that answers with a bare status means just that; only what the container refuses is for its error
        // handler.
        environment.jersey().property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true);
        var containerErrors = new ContainerErrors(problems, environment.getObjectMapper());
        environment.getApplicationContext().setErrorHandler(containerErrors);
        environment.lifecycle().addServerLifecycleListener(server -> server.setErrorHandler(containerErrors));

        var database = Database.open(configuration.getDatabase(), environment.metrics(), clock);
        environment.lifecycle().manage(database);

        // Files that ship with the service
        environment.jersey().register(new ClientScriptEndpoint());
        environment.jersey().register(new AssetsEndpoint());
        environment.jersey().register(new UpEndpoint());
        environment.jersey().register(new ProblemTypesEndpoint());

        // Catalogue and sites
        var catalog = new Catalog(database.jdbi());
        var sites = new Sites(database.jdbi());
        var apiTokens = new ApiTokens(database.jdbi(), clock);
        if (!configuration.getApiToken().isEmpty()) {
            apiTokens.ensure("configured", configuration.getApiToken());
        }
        var rateLimits = new RateLimits(configuration.isRateLimits(), clock);
        var guard = new Guard(configuration, sites, apiTokens, rateLimits);
        guard.register(environment);
        environment.jersey().register(new ScopeFeature(apiTokens));
        environment.jersey().register(new OffersEndpoint(catalog, environment.getObjectMapper()));
        var siteChanges = new SiteChanges(database.jdbi(), sites, clock);
        var catalogueChanges = new CatalogueChanges(database.jdbi(), catalog, siteChanges, clock);
        var catalogueImport = new CatalogueImport(database.jdbi(), catalogueChanges, clock);
        if (!configuration.getCatalogueFile().isEmpty()) {
            catalogueImport.fileIfNew(Path.of(configuration.getCatalogueFile()));
        }
        environment.jersey().register(new CatalogueEndpoint(catalogueImport));
        environment.jersey().register(new ResourcesEndpoint(catalog, catalogueChanges));
        environment.jersey().register(new OfferEntriesEndpoint(catalog, catalogueChanges));
        environment.jersey().register(new SitesEndpoint(sites, siteChanges));

        // Members, sessions, keys
        var masterKey = MasterKey.open(configuration.getMasterKey(), configuration.getDatabase());
        var members = new Members(clock);
        var history = new History(clock, environment.getObjectMapper());
        var sessions = new Sessions(database.jdbi(), clock);
        var sessionCookies = new SessionCookies();
        environment.jersey().register(sessionCookies);
        var signingKeys = new SigningKeys(database.jdbi(), masterKey, clock, configuration.getSession());
        signingKeys.prepare();
        environment.jersey().register(new KeysEndpoint(signingKeys, configuration.getPublicUrl()));
        environment.jersey().register(new EventsEndpoint(database.jdbi(), sessions, history));

        // Jobs and mail
        var jobs = new Jobs(database.dataSource(), clock, environment.getObjectMapper());
        environment.lifecycle().manage(jobs);
        jobs.register(KeyRotationJob.of(signingKeys));
        var loginLinks = new LoginLinks(database.jdbi(), clock);
        jobs.register(LoginPruneJob.of(loginLinks));
        var mails = new Mails(jobs, clock);
        var postman = new Postman(configuration.getMail());
        jobs.register(
                new MailJob(postman, new Letters(sites), loginLinks::create, clock, environment.metrics()).task());
        environment.healthChecks().register("mail", new MailHealthCheck(postman, configuration.isProduction()));

        // What other servers are told
        var webhooks = Webhooks.of(
                configuration.getWebhooks(),
                database.jdbi(),
                clock,
                environment.getObjectMapper(),
                masterKey,
                environment.metrics());
        environment.jersey().register(webhooks.endpoints());
        environment.jersey().register(webhooks.deliveries());
        environment.lifecycle().manage(webhooks.worker());
        environment.healthChecks().register("webhook-deliveries", webhooks.health());
        jobs.register(webhooks.prune());

        // Entitlements and the token that carries them
        var entitlements = new Entitlements(database.jdbi(), clock, webhooks.outbox());
        var memberTokens = new MemberTokens(
                database.jdbi(), signingKeys, members, entitlements::activeSlugs, clock, configuration.getPublicUrl());
        environment.jersey().register(new EntitlementsEndpoint(sessions, entitlements, clock));
        var tokenVerifier = new TokenVerifier(signingKeys, clock, configuration.getPublicUrl());
        var passes = new Passes(environment.getObjectMapper(), clock);
        environment
                .jersey()
                .register(new AccessEndpoint(sessions, tokenVerifier, entitlements, passes, catalog, clock));
        environment
                .servlets()
                .addFilter("quick-access", guard.quickAccess(passes, catalog))
                .addMappingForUrlPatterns(
                        EnumSet.of(DispatcherType.REQUEST), true, QuickAccess.ACCESS, QuickAccess.GATE);

        // Sign-in
        var loginRequests = new LoginRequests(database.jdbi(), mails, sites, clock, environment.getObjectMapper());
        var signIn = new SignIn(database.jdbi(), loginLinks, members, sessions, history, environment.getObjectMapper());
        var loginPages = new LoginPages(loginLinks, sites);
        environment.jersey().register(new SessionEndpoint(database.jdbi(), sessions, memberTokens, sessionCookies));
        environment
                .jersey()
                .register(new MagicLinksEndpoint(loginRequests, signIn, sessions, memberTokens, sessionCookies));
        environment
                .jersey()
                .register(
                        new ConfirmEndpoint(loginPages, loginRequests, signIn, sessions, memberTokens, sessionCookies));

        // Purchases and Stripe
        var stripe = StripeApi.of(configuration.getStripe(), configuration.isProduction());
        Optional<PaymentProvider> payments =
                configuration.getStripe().isConnected() ? Optional.of(new StripePayments(stripe)) : Optional.empty();
        var purchaseMails = new PurchaseMails(mails, members, clock);
        var fulfilment = new Fulfilment(members, history, sessions, entitlements, purchaseMails);
        var purchases = new Purchases(database.jdbi(), clock, catalog, fulfilment, webhooks.outbox(), payments);
        var checkout = new Checkout(
                database.jdbi(),
                clock,
                catalog,
                entitlements,
                purchases,
                payments,
                configuration.getStripe().getCheckoutLifetime().toJavaDuration());
        var desk = new CheckoutDesk(database.jdbi(), checkout, sessions, sessionCookies, members, sites);
        var purchaseTokens = new PurchaseTokens(database.jdbi(), clock);
        var settlement = new PromptSettlement(
                purchases,
                environment
                        .lifecycle()
                        .executorService("settling-%d")
                        .minThreads(SETTLING_THREADS)
                        .maxThreads(SETTLING_THREADS)
                        .workQueue(new ArrayBlockingQueue<>(4 * SETTLING_THREADS))
                        .build());
        var returns = new PurchaseReturn(
                database.jdbi(), settlement, sessions, purchaseTokens, purchaseMails, catalog, sites);
        environment
                .jersey()
                .register(new PurchaseEndpoint(
                        desk, purchases, purchaseTokens, entitlements, sessions, sessionCookies, memberTokens, clock));
        environment
                .jersey()
                .register(new CheckoutEndpoint(desk, purchases, returns, sessions, sessionCookies, memberTokens));
        var refunds = new Refunds(database.jdbi(), clock, purchases, jobs, payments);
        jobs.register(new RefundJob(refunds, clock).task());
        environment
                .jersey()
                .register(new PurchasesEndpoint(
                        new PurchaseStory(database.jdbi(), entitlements, clock), purchases, refunds));
        var sweeps = new Sweeps(database.jdbi(), clock);
        var pace = Pace.perSecond(SWEEPING_CALLS_A_SECOND);
        var inbox = StripeInbox.of(
                stripe,
                configuration.getStripe(),
                purchases,
                database.jdbi(),
                clock,
                environment.getObjectMapper(),
                pace);
        var silence = new WebhookSilence(
                database.jdbi(),
                clock,
                configuration.getStripe().getWebhookPatience().toJavaDuration());
        var reconciliations = new Reconciliations(database.jdbi());
        Optional<Reconciler> reconciler = payments.map(
                provider -> new Reconciler(database.jdbi(), clock, purchases, new StripeRecords(stripe, pace)));
        environment.jersey().register(new ReconciliationsEndpoint(reconciliations, reconciler, clock));
        reconciler.ifPresent(connected -> jobs.register(connected.task(sweeps)));
        if (payments.isPresent()) {
            jobs.register(new OpenPurchaseSweep(database.jdbi(), clock, purchases).task(sweeps));
            jobs.register(inbox.sweep().task(sweeps));
            environment.healthChecks().register("sweeps", new SweepHealthCheck(sweeps));
            environment.healthChecks().register("webhook", new WebhookHealthCheck(silence, sweeps));
            environment.healthChecks().register("reconciliation", new ReconciliationHealthCheck(reconciliations));
            ReconciliationMetrics.register(environment.metrics(), reconciliations);
            StripeMetrics.register(environment.metrics(), inbox.events(), silence);
        }
        environment.jersey().register(inbox.endpoint());
        environment.lifecycle().manage(inbox.worker());

        // Health and metrics
        environment
                .admin()
                .addServlet("prometheus", new PrometheusServlet(environment.metrics()))
                .addMapping("/prometheus");
        environment
                .getAdminContext()
                .setAttribute(HealthCheckServlet.HEALTH_CHECK_EXECUTOR, environment.getHealthCheckExecutorService());
        environment.healthChecks().register("database", new DatabaseHealthCheck(database));
        environment.healthChecks().register("stripe", new StripeHealthCheck(configuration.getStripe(), inbox.events()));
        environment.healthChecks().register("quarantine", new QuarantineHealthCheck(database.jdbi()));
        environment.healthChecks().register("refunds", new RefundHealthCheck(database.jdbi(), clock));
    }

    InstantSource clock() {
        return clock;
    }
}
