package dev.fermata.service.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks a name up at the moment of connecting, and leaves out the addresses that nothing may be sent to. What is answered is what is
 * connected to: there is no time to change an address in between. Whoever answers for a name is not waited for any longer than
 * allowed.
 */
final class CheckedNames implements DnsResolver, AutoCloseable {

    private final DnsResolver names;
    private final AllowedAddresses allowed;
    private final Duration patience;

    /** The system looks names up in its own time, and cannot be interrupted. */
    private final ExecutorService lookups = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "webhook-names");
        thread.setDaemon(true);
        return thread;
    });

    CheckedNames(DnsResolver names, AllowedAddresses allowed, Duration patience) {
        this.names = names;
        this.allowed = allowed;
        this.patience = patience;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] some = Arrays.stream(inTime(host, () -> names.resolve(host)))
                .filter(allowed::contains)
                .toArray(InetAddress[]::new);
        if (some.length == 0) {
            throw new NotAllowed(host);
        }
        return some;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return inTime(host, () -> names.resolveCanonicalHostname(host));
    }

    private <T> T inTime(String host, Callable<T> lookup) throws UnknownHostException {
        Future<T> found = lookups.submit(lookup);
        try {
            return found.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new UnknownHostException(host + " was not found within " + patience.toMillis() + " ms");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException unknown) {
                throw unknown;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException(host + " was not waited for");
        }
    }

    @Override
    public void close() {
        lookups.shutdownNow();
    }

    private static final class NotAllowed extends UnknownHostException {
        private static final long serialVersionUID = 1;

        NotAllowed(String host) {
            super(host + " has no address that webhooks may be sent to");
        }
    }
}
