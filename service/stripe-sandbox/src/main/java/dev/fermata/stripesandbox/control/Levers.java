package dev.fermata.stripesandbox.control;

import dev.fermata.stripesandbox.api.Faults;
import dev.fermata.stripesandbox.api.RateLimit;
import dev.fermata.stripesandbox.api.RequestLog;
import dev.fermata.stripesandbox.clock.SandboxClock;
import dev.fermata.stripesandbox.event.Deliveries;
import dev.fermata.stripesandbox.event.Events;
import dev.fermata.stripesandbox.event.WebhookEndpoints;
import dev.fermata.stripesandbox.object.Accounts;

/** Everything that can be moved from outside. */
public record Levers(
        SandboxClock clock,
        Accounts accounts,
        Deliveries deliveries,
        WebhookEndpoints endpoints,
        Events events,
        Faults faults,
        RateLimit limit,
        RequestLog requests,
        Buyer buyer,
        Merchant merchant,
        Bank bank,
        Ledger ledger,
        Runnable reset) {}
