package dev.tercet.testkit.contract;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Which of a client's two views does the work that a suite asks for. Suites are written in blocking calls; over {@link #ASYNC}
 * each goes to the method of the same name that returns a future, and waits for that.
 *
 * @since 0.1
 */
public enum ViewKind {
    /** The blocking services themselves. */
    BLOCKING {
        @Override
        <B, A> B service(Class<B> type, B blocking, A async) {
            return blocking;
        }
    },
    /** The asynchronous services, dressed as blocking ones. */
    ASYNC {
        @Override
        <B, A> B service(Class<B> type, B blocking, A async) {
            InvocationHandler handler = new Joining<>(type, blocking, async);
            return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
        }
    };

    abstract <B, A> B service(Class<B> type, B blocking, A async);

    private record Joining<B, A>(Class<B> type, B blocking, A async) implements InvocationHandler {
        // Longer than any call's own deadline: a future that is still pending by then was forgotten.
        private static final long LIMIT_SECONDS = 120;

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args) throws Throwable {
            if (method.getDeclaringClass() == Object.class) {
                return call(async, method, args);
            }
            Object target = async;
            Method counterpart = counterpart(method);
            if (counterpart == null) {
                // Handles that are read in a loop have no other form; everything else has to have one.
                if (!AutoCloseable.class.isAssignableFrom(method.getReturnType())) {
                    throw new AssertionError(async.getClass() + " has no counterpart of " + method);
                }
                target = blocking;
                counterpart = method;
            }
            Object result = call(target, counterpart, args);
            if (result instanceof CompletableFuture<?> future && method.getReturnType() != CompletableFuture.class) {
                return join(future, method);
            }
            if (type.isAssignableFrom(method.getReturnType()) && result != null && target == async) {
                B other = type.cast(Objects.requireNonNull(call(blocking, method, args)));
                return ASYNC.service(type, other, result);
            }
            return result;
        }

        private @Nullable Method counterpart(Method method) {
            for (Class<?> candidate : async.getClass().getInterfaces()) {
                try {
                    return candidate.getMethod(method.getName(), method.getParameterTypes());
                } catch (NoSuchMethodException e) {
                    // The next interface may have it.
                }
            }
            return null;
        }

        private static @Nullable Object call(Object target, Method method, Object @Nullable [] args) throws Throwable {
            try {
                return method.invoke(target, args);
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        }

        private static @Nullable Object join(CompletableFuture<?> future, Method method) throws Throwable {
            try {
                return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw e.getCause() == null ? e : e.getCause();
            } catch (TimeoutException e) {
                throw new AssertionError("the future of " + method.getName() + " was never completed", e);
            }
        }
    }
}
