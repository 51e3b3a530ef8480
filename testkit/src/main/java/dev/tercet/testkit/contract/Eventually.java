package dev.tercet.testkit.contract;

import dev.tercet.testkit.internal.Poll;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/**
 * Waits for what comes by itself, but not for good.
 *
 * <p>Published suites do without a library for it, since none has a module name that could be required.
 */
final class Eventually {
    private final String what;
    private final Duration limit;

    private Eventually(String what, Duration limit) {
        this.what = what;
        this.limit = limit;
    }

    static Eventually await() {
        return await("what was waited for");
    }

    static Eventually await(String what) {
        return new Eventually(what, Duration.ofSeconds(10));
    }

    Eventually atMost(Duration other) {
        return new Eventually(what, other);
    }

    void until(Callable<Boolean> condition) {
        if (!Poll.until(limit, asSupplier(condition))) {
            throw new AssertionError("not within " + limit.toMillis() + " ms: " + what);
        }
    }

    void untilAsserted(Runnable assertions) {
        AssertionError[] last = {new AssertionError(what)};
        boolean held = Poll.until(limit, () -> {
            try {
                assertions.run();
                return true;
            } catch (AssertionError e) {
                last[0] = e;
                return false;
            }
        });
        if (!held) {
            throw last[0];
        }
    }

    private static BooleanSupplier asSupplier(Callable<Boolean> condition) {
        return () -> {
            try {
                return condition.call();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new AssertionError("the condition failed", e);
            }
        };
    }
}
