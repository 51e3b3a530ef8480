package dev.tercet.embedded.internal.state;

import java.time.Duration;

/** How much of the past is kept by itself; {@code --auto-compaction-mode} and {@code --auto-compaction-retention}. */
public sealed interface Retention {
    /** Everything, until a client compacts it. */
    record Everything() implements Retention {}

    /** What is not older than this. */
    record Period(Duration length) implements Retention {}

    /** This many revisions. */
    record Revisions(long count) implements Retention {}
}
