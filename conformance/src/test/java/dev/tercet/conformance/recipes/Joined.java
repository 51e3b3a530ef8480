package dev.tercet.conformance.recipes;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.InterruptedEtcdException;
import dev.tercet.error.Outcome;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous form of a recipe, dressed as the blocking one: {@code x(...)} goes to {@code xAsync(...)} where there is one, and
 * waits for its future. What is a recipe in the result is dressed alike; what is dressed among the arguments is undressed.
 */
record Joined(Object bare) implements InvocationHandler {
    // Longer than any wait of a test: a future that is still pending by then was forgotten.
    private static final long LIMIT_SECONDS = 120;
    private static final String RECIPES = "dev.tercet.recipes.";

    static <T> T of(Class<T> type, T recipe) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new Joined(recipe)));
    }

    /** What the future holds, or its failure as a blocking caller has it; an interrupt cancels it. */
    static <T> T join(String what, CompletableFuture<T> future) {
        try {
            return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Joined.<RuntimeException>sneak(e.getCause() == null ? e : e.getCause());
            throw new AssertionError(e);
        } catch (TimeoutException e) {
            throw new AssertionError("the future of " + what + " was never completed", e);
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedEtcdException(Details.of(ErrorCode.INTERRUPTED, Outcome.UNKNOWN, what));
        }
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args) throws Throwable {
        Object[] bareArgs = args == null ? new Object[0] : args.clone();
        for (int i = 0; i < bareArgs.length; i++) {
            bareArgs[i] = undressed(bareArgs[i]);
        }
        Method async = sibling(method);
        if (async == null) {
            return dressed(call(method, bareArgs));
        }
        CompletableFuture<?> future = (CompletableFuture<?>) call(async, bareArgs);
        return dressed(join(method.getName(), future));
    }

    private static @Nullable Method sibling(Method method) {
        try {
            Method sibling =
                    method.getDeclaringClass().getMethod(method.getName() + "Async", method.getParameterTypes());
            return sibling.getReturnType() == CompletableFuture.class ? sibling : null;
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    private @Nullable Object call(Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(bare, args);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static @Nullable Object dressed(@Nullable Object result) {
        if (result instanceof Optional<?> optional) {
            return optional.map(Joined::dressed);
        } else if (result == null || result instanceof Collection || result instanceof Map) {
            return result;
        }
        Class<?> recipe = recipeOf(result.getClass());
        return recipe == null ? result : dressed(recipe, result);
    }

    private static <T> T dressed(Class<T> type, Object recipe) {
        return of(type, type.cast(recipe));
    }

    /** The public interface that it is there for; records and constants are values, and have no forms. */
    private static @Nullable Class<?> recipeOf(Class<?> type) {
        if (type.isRecord() || type.isEnum() || type.isHidden() || Proxy.isProxyClass(type)) {
            return null;
        }
        for (Class<?> each : type.getInterfaces()) {
            if (each.getName().startsWith(RECIPES) && !each.getName().contains(".internal.") && !each.isSealed()) {
                return each;
            }
        }
        return null;
    }

    private static @Nullable Object undressed(@Nullable Object argument) {
        return argument != null
                        && Proxy.isProxyClass(argument.getClass())
                        && Proxy.getInvocationHandler(argument) instanceof Joined joined
                ? joined.bare
                : argument;
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable failure) throws E {
        throw (E) failure;
    }
}
