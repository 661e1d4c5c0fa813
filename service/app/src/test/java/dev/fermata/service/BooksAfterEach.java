package dev.fermata.service;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What every fault must end in: once a test and its own cleaning up are through, our books of all that it bought in this shop equal
 * Stripe's.
 */
public final class BooksAfterEach implements BeforeEachCallback, AfterEachCallback {

    private static final Set<String> BOUGHT = ConcurrentHashMap.newKeySet();

    private final Supplier<ShopUnderTest> shop;

    public BooksAfterEach(Supplier<ShopUnderTest> shop) {
        this.shop = shop;
    }

    static void note(String purchaseId) {
        BOUGHT.add(purchaseId);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        BOUGHT.clear();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isEmpty()) {
            Books.assertEqual(shop.get(), Set.copyOf(BOUGHT));
        }
    }
}
