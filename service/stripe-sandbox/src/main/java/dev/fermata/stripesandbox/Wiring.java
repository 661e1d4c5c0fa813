package dev.fermata.stripesandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fermata.stripesandbox.api.AccountApi;
import dev.fermata.stripesandbox.api.Faults;
import dev.fermata.stripesandbox.api.RateLimit;
import dev.fermata.stripesandbox.api.RequestLog;
import dev.fermata.stripesandbox.api.Routes;
import dev.fermata.stripesandbox.api.StripeApi;
import dev.fermata.stripesandbox.catalog.Prices;
import dev.fermata.stripesandbox.catalog.Products;
import dev.fermata.stripesandbox.checkout.Checkout;
import dev.fermata.stripesandbox.checkout.PaymentPages;
import dev.fermata.stripesandbox.checkout.Sessions;
import dev.fermata.stripesandbox.clock.SandboxClock;
import dev.fermata.stripesandbox.control.Bank;
import dev.fermata.stripesandbox.control.Buyer;
import dev.fermata.stripesandbox.control.ControlHandler;
import dev.fermata.stripesandbox.control.Ledger;
import dev.fermata.stripesandbox.control.Levers;
import dev.fermata.stripesandbox.control.Merchant;
import dev.fermata.stripesandbox.customer.Customers;
import dev.fermata.stripesandbox.dispute.Aftermath;
import dev.fermata.stripesandbox.dispute.DisputeApi;
import dev.fermata.stripesandbox.dispute.Disputes;
import dev.fermata.stripesandbox.dispute.EarlyFraudWarnings;
import dev.fermata.stripesandbox.event.Deliveries;
import dev.fermata.stripesandbox.event.Events;
import dev.fermata.stripesandbox.event.WebhookEndpoints;
import dev.fermata.stripesandbox.event.WebhookSender;
import dev.fermata.stripesandbox.object.Accounts;
import dev.fermata.stripesandbox.page.CheckoutPage;
import dev.fermata.stripesandbox.payment.BalanceTransactions;
import dev.fermata.stripesandbox.payment.Charges;
import dev.fermata.stripesandbox.payment.PaymentIntents;
import dev.fermata.stripesandbox.payment.PaymentMethods;
import dev.fermata.stripesandbox.payment.Payments;
import dev.fermata.stripesandbox.payment.RefundApi;
import dev.fermata.stripesandbox.payment.Refunds;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Puts the parts together, in order. */
final class Wiring {

    private final SandboxOptions options;
    private final SandboxClock clock;
    private final Accounts accounts = new Accounts();
    private final Deliveries deliveries;
    private final Events events;
    private final WebhookEndpoints endpoints;
    private final Faults faults = new Faults();
    private final RateLimit limit;
    private final RequestLog requests = new RequestLog();
    private final StripeApi api;
    private final CheckoutPage page;
    private final ControlHandler control;
    private final Buyer buyer;
    private final Merchant merchant;
    private final Bank bank;
    private final Ledger ledger;

    Wiring(SandboxOptions options, Supplier<String> baseUrl) {
        this.options = options;
        Consumer<ObjectNode> emitted = options.emitted();
        clock = new SandboxClock(options.clock());
        limit = new RateLimit(clock);
        deliveries =
                new Deliveries(clock, new WebhookSender(clock, options.signatureTime(), emitted), options.retries());
        events = new Events(clock, deliveries, emitted);
        endpoints = new WebhookEndpoints(clock, deliveries);

        Products products = new Products(clock, events);
        Prices prices = new Prices(clock, events, products);
        Customers customers = new Customers(clock, events);
        BalanceTransactions balance = new BalanceTransactions(clock);
        Charges charges = new Charges(clock, balance);
        PaymentMethods methods = new PaymentMethods(clock);
        Payments payments = new Payments(clock, events, charges, options.delay());
        PaymentIntents intents = new PaymentIntents(clock, events, payments, methods);
        Refunds refunds = new Refunds(clock, events, balance, options.delay());
        EarlyFraudWarnings warnings = new EarlyFraudWarnings(clock, events, refunds);
        Disputes disputes = new Disputes(clock, events, balance, refunds, warnings);
        new Aftermath(payments, disputes, warnings);
        Checkout checkout = new Checkout(clock, events, payments, customers);
        Sessions sessions = new Sessions(clock, checkout, prices, baseUrl);

        Routes routes = new Routes();
        new AccountApi(clock).register(routes);
        products.register(routes);
        prices.register(routes);
        customers.register(routes);
        sessions.register(routes);
        new PaymentPages(checkout).register(routes);
        intents.register(routes);
        methods.register(routes);
        charges.register(routes);
        new RefundApi(refunds).register(routes);
        new DisputeApi(clock, events, disputes, options.delay()).register(routes);
        warnings.register(routes);
        balance.register(routes);
        events.register(routes);
        endpoints.register(routes);

        api = new StripeApi(accounts, clock, routes, faults, limit, requests, emitted);
        page = new CheckoutPage(accounts, clock, checkout, methods);
        buyer = new Buyer(accounts, checkout, methods, clock);
        merchant = new Merchant(accounts, checkout, payments, refunds);
        bank = new Bank(accounts, disputes, warnings);
        ledger = new Ledger(accounts);
        Levers levers = new Levers(
                clock,
                accounts,
                deliveries,
                endpoints,
                events,
                faults,
                limit,
                requests,
                buyer,
                merchant,
                bank,
                ledger,
                this::reset);
        control = new ControlHandler(levers, options.publicUrl());
        addWebhooks();
    }

    private void addWebhooks() {
        options.webhooks().forEach(webhook -> add(options.account(), webhook));
    }

    void add(String account, SandboxOptions.Webhook webhook) {
        endpoints.add(
                accounts.of(account, false), webhook.url(), webhook.secret(), webhook.types(), webhook.apiVersion());
    }

    void reset() {
        clock.clear();
        deliveries.clear();
        events.clear();
        accounts.clear();
        api.clear();
        addWebhooks();
    }

    SandboxClock clock() {
        return clock;
    }

    Accounts accounts() {
        return accounts;
    }

    Deliveries deliveries() {
        return deliveries;
    }

    Events events() {
        return events;
    }

    Faults faults() {
        return faults;
    }

    RateLimit limit() {
        return limit;
    }

    void roll(String webhookUrl, String secret, Duration oldStays) {
        endpoints.roll(accounts.of(options.account(), false), webhookUrl, secret, oldStays);
    }

    RequestLog requests() {
        return requests;
    }

    StripeApi api() {
        return api;
    }

    CheckoutPage page() {
        return page;
    }

    ControlHandler control() {
        return control;
    }

    Buyer buyer() {
        return buyer;
    }

    Merchant merchant() {
        return merchant;
    }

    Bank bank() {
        return bank;
    }

    Ledger ledger() {
        return ledger;
    }
}
