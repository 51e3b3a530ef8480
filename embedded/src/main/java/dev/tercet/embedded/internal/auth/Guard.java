package dev.tercet.embedded.internal.auth;

import dev.tercet.embedded.internal.mvcc.KeyInterval;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.time.Time;

/**
 * Who may do what. Each of these returns if the caller may, and throws the {@code EtcdError} that etcd answers if not; while
 * authentication is off everybody may do everything. Within a step.
 */
public final class Guard {
    public Guard(Apply apply, Time time, Limits limits) {}

    /** Whether there is anything to ask at all. */
    public boolean isOn() {
        throw new UnsupportedOperationException();
    }

    /** Any user with a valid token. */
    public void user(Caller caller) {
        throw new UnsupportedOperationException();
    }

    /** A user with the role root. */
    public void root(Caller caller) {
        throw new UnsupportedOperationException();
    }

    /** One who may read these keys. */
    public void read(Caller caller, KeyInterval keys) {
        throw new UnsupportedOperationException();
    }

    /** One who may write these keys. */
    public void write(Caller caller, KeyInterval keys) {
        throw new UnsupportedOperationException();
    }
}
