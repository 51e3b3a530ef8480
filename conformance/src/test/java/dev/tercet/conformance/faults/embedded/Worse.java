package dev.tercet.conformance.faults.embedded;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.Callable;

/** Something of ours, of which some methods do something else. */
final class Worse {
    /** What a method does instead; it may have it done as it ought to be. */
    @FunctionalInterface
    interface Way {
        Object does(Callable<Object> ours) throws Exception;
    }

    private Worse() {}

    /**
     * Makes one.
     *
     * @param ways by names of methods, all that are called so
     */
    static <T> T than(T ours, Class<T> type, Map<String, Way> ways) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Callable<Object> asItOught = () -> {
                        try {
                            return method.invoke(ours, arguments);
                        } catch (InvocationTargetException e) {
                            if (e.getCause() instanceof RuntimeException failure) {
                                throw failure;
                            }
                            throw e;
                        }
                    };
                    Way way = ways.get(method.getName());
                    return way == null ? asItOught.call() : way.does(asItOught);
                }));
    }
}
