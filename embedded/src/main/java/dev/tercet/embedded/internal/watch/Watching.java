package dev.tercet.embedded.internal.watch;

import dev.tercet.embedded.internal.auth.Guard;
import dev.tercet.embedded.internal.mvcc.Store;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Headers;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.time.Time;
import java.util.concurrent.Executor;

/** All watches. */
public final class Watching {
    public Watching(Apply apply, Store store, Headers headers, Guard guard, Time time, Executor loop, Limits limits) {}
}
