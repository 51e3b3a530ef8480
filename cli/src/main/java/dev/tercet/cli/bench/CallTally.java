package dev.tercet.cli.bench;

import dev.tercet.cli.run.Waiting;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** What became of the calls. Threads: any. */
final class CallTally {
    private final Histogram times = new Histogram();
    private final Map<String, Long> failures = new ConcurrentSkipListMap<>();
    private final LongAdder failed = new LongAdder();
    private final LongAdder unknown = new LongAdder();

    /** One that went well, in nanoseconds. */
    void done(long nanos) {
        times.add(nanos);
    }

    /** One that did not. */
    void failed(Throwable failure) {
        Throwable cause = Waiting.cause(failure);
        failed.increment();
        if (cause instanceof EtcdException etcd && etcd.outcome() == Outcome.UNKNOWN) {
            unknown.increment();
        }
        String kind = cause instanceof EtcdException etcd ? etcd.code().toString() : cause.toString();
        failures.merge(kind, 1L, Long::sum);
    }

    Histogram times() {
        return times;
    }

    /** How many failed. */
    long failed() {
        return failed.sum();
    }

    /** How many of those may have been applied all the same. */
    long unknown() {
        return unknown.sum();
    }

    /** How many failed by what was wrong. */
    Map<String, Long> failures() {
        return failures;
    }
}
