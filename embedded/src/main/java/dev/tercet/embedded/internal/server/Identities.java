package dev.tercet.embedded.internal.server;

import dev.tercet.embedded.internal.state.Identity;
import dev.tercet.embedded.internal.state.Ids;

/** Identities by name: the same name has the same ids, so that what a test prints is the same in every run. */
public final class Identities {
    /** That of a member which has just been elected for the first time. */
    private static final long TERM = 2;

    private Identities() {}

    /** The identity of the one member of this name. */
    public static Identity of(String name, String version) {
        return new Identity(Ids.of("cluster of " + name), Ids.of("member " + name), TERM, name, version);
    }
}
