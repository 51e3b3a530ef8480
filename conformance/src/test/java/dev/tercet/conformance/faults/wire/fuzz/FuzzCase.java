package dev.tercet.conformance.faults.wire.fuzz;

import dev.tercet.conformance.faults.wire.http2.Http2Call;
import dev.tercet.conformance.faults.wire.http2.Http2Connection;
import dev.tercet.conformance.faults.wire.http2.Sent;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Predicate;

/** One call against a server that cannot be trusted: what the server did to it, and whether what came of it can be right. */
final class FuzzCase {
    private final long number;
    private final CallKind kind;
    private final Queue<Served> served = new ConcurrentLinkedQueue<>();

    /** What the server did when the request was there in full. */
    record Served(Http2Call call, Mischief mischief) {}

    FuzzCase(long number, CallKind kind) {
        this.number = number;
        this.kind = kind;
    }

    /** The server has the request, and does this. Answers how many times it had it before. */
    void served(Http2Call call, Mischief mischief) {
        served.add(new Served(call, mischief));
    }

    int attempts() {
        return served.size();
    }

    /**
     * What is wrong with a value.
     *
     * @param sent what the server said on a connection
     */
    Optional<String> judgeValue(Object value, Function<Http2Connection, Sent> sent) {
        List<List<Object>> meant = new ArrayList<>();
        for (Served each : served) {
            List<byte[]> messages = sent.apply(each.call().connection()).messages(each.call().stream());
            meant.add(messages.stream().map(kind::meant).distinct().toList());
        }
        // A read is asked again: it may be what any of the attempts got, but not one of several answers to the same.
        return meant.contains(List.of(value))
                ? Optional.empty()
                : wrong("nobody sent this alone: " + value + ", but " + meant);
    }

    /**
     * What is wrong with a failure.
     *
     * @param mayRefuse of a connection, whether the server may be taken to have refused what was on it
     */
    Optional<String> judgeFailure(Throwable failure, Predicate<Http2Connection> mayRefuse) {
        if (!(failure instanceof EtcdException typed)) {
            return wrong("untyped: " + failure);
        }
        if (typed.getMessage() == null || typed.getMessage().contains("AssertionError")) {
            return wrong("without words: " + failure);
        }
        List<Served> unrefused = served.stream()
                .filter(each -> !each.mischief().refuses()
                        && !mayRefuse.test(each.call().connection()))
                .toList();
        if (kind.writes() && typed.outcome() == Outcome.NOT_APPLIED && !unrefused.isEmpty()) {
            return wrong("said not to be applied: " + failure);
        }
        return Optional.empty();
    }

    /** A write that the server had in full, and did not refuse, is not sent again. */
    Optional<String> judgeAttempts(Predicate<Http2Connection> mayRefuse) {
        long unrefused = served.stream()
                .filter(each -> !each.mischief().refuses()
                        && !mayRefuse.test(each.call().connection()))
                .count();
        return kind.writes() && unrefused > 1 ? wrong("sent " + unrefused + " times") : Optional.empty();
    }

    private Optional<String> wrong(String words) {
        return Optional.of(this + ": " + words);
    }

    @Override
    public String toString() {
        return "case " + number + ", " + kind + " "
                + served.stream().map(Served::mischief).toList();
    }
}
