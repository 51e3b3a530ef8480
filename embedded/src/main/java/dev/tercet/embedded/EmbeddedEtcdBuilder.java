package dev.tercet.embedded;

import dev.tercet.embedded.internal.state.Limits;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sets up an {@link EmbeddedEtcd}. Everything has a value that suits tests.
 *
 * @since 0.1
 */
public final class EmbeddedEtcdBuilder {
    private int port = -1;
    private @Nullable EtcdClock clock;
    private String version = "3.7.3";
    private String name = "embedded";
    private Limits limits = Limits.DEFAULT;

    EmbeddedEtcdBuilder() {}

    /**
     * Listens on this port of the loopback interface; 0 for any that is free. Without it, it does not listen at all.
     *
     * @throws IllegalArgumentException if not within 0 to 65535
     */
    public EmbeddedEtcdBuilder port(int number) {
        if (number < 0 || number > 65535) {
            throw new IllegalArgumentException("port is not within 0 to 65535: " + number);
        }
        port = number;
        return this;
    }

    /** Counts time by this clock; by the machine's unless set. */
    public EmbeddedEtcdBuilder clock(EtcdClock by) {
        clock = Objects.requireNonNull(by, "clock");
        return this;
    }

    /** The member's name; {@code embedded} unless set. */
    public EmbeddedEtcdBuilder name(String called) {
        name = Objects.requireNonNull(called, "name");
        return this;
    }

    /**
     * Starts it.
     *
     * @throws java.io.UncheckedIOException if the port is in use, or may not be used
     */
    public EmbeddedEtcd start() {
        return new EmbeddedEtcd(this);
    }
}
