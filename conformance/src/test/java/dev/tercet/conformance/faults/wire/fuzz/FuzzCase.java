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
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;

/** One call against a server that cannot be trusted: what the server did to it, and whether what came of it can be right. */
final class FuzzCase {
    private final CallKind kind;
    private final Queue<Served> served = new ConcurrentLinkedQueue<>();

    /** What the server did when the request was there in full. */
    record Served(Http2Call call, Mischief mischief) {}

    FuzzCase(CallKind kind) {
        this.kind = kind;
    }

    CallKind kind() {
        return kind;
    }

    /** The server has the request, and does this. */
    void served(Http2Call call, Mischief mischief) {
        served.add(new Served(call, mischief));
    }

    int attempts() {
        return served.size();
    }

    /**
     * What is wrong with how it ended.
     *
     * @param end a value or a failure
     * @param sent what the server said on a connection
     * @param rough of a connection, whether the server may be taken to have refused what was on it
     */
    Optional<String> judge(Object end, Function<Http2Connection, Sent> sent, Predicate<Http2Connection> rough) {
        Optional<String> wrong;
        if (end instanceof TimeoutException) {
            wrong = wrong("it does not end");
        } else if (end instanceof Throwable failure) {
            wrong = judgeFailure(failure, rough);
        } else {
            wrong = judgeValue(end, sent);
        }
        return wrong.or(() -> judgeAttempts(rough));
    }

    private Optional<String> judgeValue(Object value, Function<Http2Connection, Sent> sent) {
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

    private Optional<String> judgeFailure(Throwable failure, Predicate<Http2Connection> rough) {
        if (!(failure instanceof EtcdException typed)) {
            return wrong("untyped: " + failure);
        }
        if (typed.getMessage() == null || typed.getMessage().contains("AssertionError")) {
            return wrong("without words: " + failure);
        }
        boolean unknown = typed.outcome() == Outcome.UNKNOWN;
        if (!kind.writes()) {
            return unknown ? wrong("a read is said to be in doubt: " + failure) : Optional.empty();
        }
        if (!unknown && unrefused(rough) > 0) {
            return wrong("said not to be applied: " + failure);
        }
        return Doubts.needless(typed) ? wrong("refused, and yet said to be in doubt: " + failure) : Optional.empty();
    }

    /** A write that the server had in full, and did not refuse, is not sent again. */
    private Optional<String> judgeAttempts(Predicate<Http2Connection> rough) {
        long unrefused = unrefused(rough);
        return kind.writes() && unrefused > 1 ? wrong("sent " + unrefused + " times") : Optional.empty();
    }

    private long unrefused(Predicate<Http2Connection> rough) {
        return served.stream()
                .filter(each ->
                        !each.mischief().refuses() && !rough.test(each.call().connection()))
                .count();
    }

    private Optional<String> wrong(String words) {
        return Optional.of(this + ": " + words);
    }

    @Override
    public String toString() {
        return kind + " " + served.stream().map(Served::mischief).toList();
    }
}
