package dev.tercet.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.tercet.AsyncKv;
import dev.tercet.Kv;
import dev.tercet.connection.CallOptions;
import dev.tercet.internal.call.FakeCalls;
import dev.tercet.internal.delivery.Straight;
import dev.tercet.internal.namespace.Namespace;
import dev.tercet.internal.schedule.FakeScheduler;
import dev.tercet.kv.Get;
import dev.tercet.kv.Put;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A null is refused by the name of its parameter, before anything is sent. */
@SuppressWarnings("NullAway")
class NullArgumentsTest {
    private static final String TEXT = null;

    private final FakeCalls calls = new FakeCalls();
    private final View view = new View(
            calls, new FakeScheduler(), Straight.NOW, CallOptions.DEFAULT, Namespace.NONE, StandardCharsets.UTF_8);

    private static void names(String parameter, ThrowingCallable... all) {
        for (ThrowingCallable call : all) {
            assertThatNullPointerException().isThrownBy(call).withMessage(parameter);
        }
    }

    @AfterEach
    void nothingWasSent() {
        assertThat(calls.asked()).isEmpty();
    }

    @Test
    void keysAndValues() {
        Kv kv = new BlockingKv(view);
        AsyncKv async = new EngineKv(view);
        names("key", () -> kv.put(TEXT, "v"), () -> kv.get(TEXT), () -> kv.getString(TEXT), () -> kv.delete(TEXT));
        names("key", () -> async.put(TEXT, "v"), () -> async.get(TEXT), () -> async.delete(TEXT));
        names("value", () -> kv.put("k", TEXT), () -> async.put("k", TEXT));
        names("put", () -> kv.put((Put) null), () -> async.put((Put) null));
        names("get", () -> kv.get((Get) null), () -> async.get((Get) null));
        names("txn", () -> kv.txn(null), () -> async.txn(null));
        names("op", () -> kv.execute(null), () -> async.execute(null));
    }

    @Test
    void leases() {
        names("ttl", () -> new BlockingLeases(view).grant(null), () -> new BlockingLeases(view).keep(null));
        names("ttl", () -> new EngineLeases(view).grant(null), () -> new EngineLeases(view).keep(null));
    }

    @Test
    void locksAndElections() {
        Claims claims = new Claims();
        names("name", () -> new BlockingLocks(view, claims).lock(TEXT, 1));
        names("name", () -> new EngineLocks(view, claims).lock(TEXT, 1));
        names("value", () -> new BlockingElections(view, claims).campaign("n", 1, TEXT));
        names("name", () -> new EngineElections(view, claims).campaign(TEXT, 1, "v"));
    }

    @Test
    void users() {
        names("name", () -> new BlockingAuth(view).addUser(null, "secret"));
        names("password", () -> new BlockingAuth(view).addUser("ann", null));
    }
}
