package dev.tercet.conformance.v2;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous view, dressed as the blocking one: each call goes to the method of the same name, and waits for the future that it
 * returns. What comes back and has calls of its own, such as a lock, is dressed alike.
 *
 * @param blocking for what is the same in both views, and so only in this; null for what an asynchronous view gave
 */
record InFutures(@Nullable Object blocking, Object async) implements InvocationHandler {
    // Longer than any call's own deadline: a future that is still pending by then was forgotten.
    private static final long LIMIT_SECONDS = 120;
    private static final String ASYNC = "Async";

    static <T> T of(Class<T> type, @Nullable T blocking, Object async) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new InFutures(blocking, async)));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return call(async, method, args);
        }
        Method counterpart = counterpart(method);
        if (counterpart == null) {
            if (method.isDefault()) {
                return InvocationHandler.invokeDefault(proxy, method, args);
            }
            if (blocking == null) {
                throw new AssertionError(async.getClass() + " has no counterpart of " + method);
            }
            return call(blocking, method, args);
        }
        Object result = call(async, counterpart, args);
        Class<?> promised = method.getReturnType();
        if (result instanceof CompletableFuture<?> future && promised != CompletableFuture.class) {
            return join(future, method);
        }
        boolean hasTwoViews = counterpart.getReturnType().getSimpleName().equals(ASYNC + promised.getSimpleName());
        return hasTwoViews && result != null ? of(promised, null, result) : result;
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
