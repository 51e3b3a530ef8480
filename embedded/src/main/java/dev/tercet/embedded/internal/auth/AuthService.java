package dev.tercet.embedded.internal.auth;

import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Headers;

/** The service Auth. */
public final class AuthService {
    public AuthService(Apply apply, Headers headers, Guard guard) {}

    /** Adds its rows. */
    public void addTo(MethodTable methods) {}
}
