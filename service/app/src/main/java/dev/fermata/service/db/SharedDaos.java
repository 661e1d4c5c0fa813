package dev.fermata.service.db;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.extension.ExtensionContext;
import org.jdbi.v3.core.extension.ExtensionFactory;
import org.jdbi.v3.core.extension.ExtensionMetadata;
import org.jdbi.v3.core.extension.ExtensionMetadata.ExtensionHandlerInvoker;
import org.jdbi.v3.core.extension.Extensions;
import org.jdbi.v3.core.extension.HandleSupplier;
import org.jdbi.v3.sqlobject.SqlObjectFactory;
import org.jspecify.annotations.Nullable;

/**
 * Attaches DAOs as SQL objects are attached, but prepares each of their methods once, not in every transaction for all of them: the
 * library keeps what it finds out in the configuration of the handle, which is thrown away with it, and that was most of what a
 * query cost. Nothing here may therefore depend on the configuration of a single handle; nothing sets any.
 */
final class SharedDaos implements ExtensionFactory {

    private static final ThreadLocal<@Nullable HandleSupplier> CALLING = new ThreadLocal<>();

    private final Jdbi jdbi;
    private final Map<Class<?>, Map<Method, ExtensionHandlerInvoker>> prepared = new ConcurrentHashMap<>();

    private SharedDaos(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Asked before the library's own. */
    static void register(Jdbi jdbi) {
        jdbi.getConfig(Extensions.class).register(new SharedDaos(jdbi));
    }

    /** Methods with a body call others of the same object, which only the library's own proxy has. */
    @Override
    public boolean accepts(Class<?> type) {
        return type.isInterface() && type.getSimpleName().endsWith("Dao") && !hasBodies(type);
    }

    @Override
    public Set<FactoryFlag> getFactoryFlags() {
        return Set.of(FactoryFlag.DONT_USE_PROXY);
    }

    @Override
    public <E> E attach(Class<E> dao, HandleSupplier handle) {
        Map<Method, ExtensionHandlerInvoker> methods = prepared.computeIfAbsent(dao, this::prepare);
        return dao.cast(proxy(dao, (proxy, method, arguments) -> {
            ExtensionHandlerInvoker invoker = methods.get(method);
            if (invoker == null) {
                return method.invoke(methods, arguments);
            }
            HandleSupplier before = CALLING.get();
            CALLING.set(handle);
            try {
                return arguments == null ? invoker.invoke() : invoker.invoke(arguments);
            } finally {
                CALLING.set(before);
            }
        }));
    }

    private Map<Method, ExtensionHandlerInvoker> prepare(Class<?> dao) {
        Extensions extensions = jdbi.getConfig(Extensions.class);
        ExtensionMetadata metadata = extensions.findMetadata(
                dao, extensions.findFactory(SqlObjectFactory.class).orElseThrow());
        ConfigRegistry config = metadata.createInstanceConfiguration(jdbi.getConfig());
        Object nobody = proxy(dao, (proxy, method, arguments) -> null);
        Map<Method, ExtensionHandlerInvoker> methods = new ConcurrentHashMap<>();
        for (Method method : metadata.getExtensionMethods()) {
            methods.put(method, metadata.createExtensionHandlerInvoker(nobody, method, new Calling(jdbi), config));
        }
        return methods;
    }

    private static boolean hasBodies(Class<?> type) {
        for (Method method : type.getMethods()) {
            if (method.isDefault()) {
                return true;
            }
        }
        return false;
    }

    private static Object proxy(Class<?> dao, InvocationHandler handler) {
        return Proxy.newProxyInstance(dao.getClassLoader(), new Class<?>[] {dao}, handler);
    }

    /** The handle that the calling thread's DAO is attached to. */
    private record Calling(Jdbi jdbi) implements HandleSupplier {

        private static HandleSupplier now() {
            return Objects.requireNonNull(CALLING.get(), "No DAO is called");
        }

        @Override
        public Handle getHandle() {
            return now().getHandle();
        }

        @Override
        public Jdbi getJdbi() {
            return jdbi;
        }

        @Override
        public ConfigRegistry getConfig() {
            return now().getConfig();
        }

        @Override
        public <V> V invokeInContext(ExtensionContext context, Callable<V> task) throws Exception {
            return now().invokeInContext(context, task);
        }
    }
}
