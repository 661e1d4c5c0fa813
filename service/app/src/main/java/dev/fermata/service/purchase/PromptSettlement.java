package dev.fermata.service.purchase;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles a purchase while a browser waits, for three seconds at most. However many wait for one purchase, the payment provider is
 * asked once; when it hangs, the settlement goes on by itself and the browsers are let go.
 */
public class PromptSettlement {

    private static final Logger LOG = LoggerFactory.getLogger(PromptSettlement.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Purchases purchases;
    private final ExecutorService threads;
    private final Map<PurchaseId, CompletableFuture<Purchase>> running = new ConcurrentHashMap<>();

    /** @param threads refuses work when it is too much; the browser is then told to wait */
    public PromptSettlement(Purchases purchases, ExecutorService threads) {
        this.purchases = purchases;
        this.threads = threads;
    }

    /** The purchase as it is then, settled or not. */
    Purchase settle(Purchase purchase) {
        return await(purchase.id()).or(() -> purchases.find(purchase.id())).orElse(purchase);
    }

    private Optional<Purchase> await(PurchaseId id) {
        try {
            return Optional.of(
                    running.computeIfAbsent(id, this::start).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            LOG.warn("The payment provider takes long to tell about {}", id);
        } catch (ExecutionException e) {
            LOG.warn("Purchase {} is not settled on return: {}", id, String.valueOf(e.getCause()));
        } catch (RejectedExecutionException e) {
            LOG.warn("Too many browsers wait for the payment provider; {} looks again later", id);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private CompletableFuture<Purchase> start(PurchaseId id) {
        CompletableFuture<Purchase> settlement = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                Purchase settled = purchases.settle(id);
                running.remove(id);
                settlement.complete(settled);
            } catch (RuntimeException | Error e) {
                running.remove(id);
                settlement.completeExceptionally(e);
            }
        });
        return settlement;
    }
}
