package dev.tercet.v2.internal.overv3.watch;

import dev.tercet.error.EtcdException;
import dev.tercet.v2.internal.backend.EventSink;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Node;
import dev.tercet.v2.watch.V2Event;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;

/** Keeps what a watch tells, and sees to it that it is told one thing at a time, in the order that is promised. */
final class Seen implements EventSink {
    private final CompletableFuture<Long> started = new CompletableFuture<>();
    private final CompletableFuture<EtcdException> ended = new CompletableFuture<>();
    private final List<V2Event> events = new CopyOnWriteArrayList<>();
    private final List<String> broken = new CopyOnWriteArrayList<>();
    private final AtomicInteger inside = new AtomicInteger();

    @Override
    public void onStarted(long index) {
        once("started", () -> {
            if (!events.isEmpty() || !started.complete(index)) {
                broken.add("started at " + index + " too late or again");
            }
        });
    }

    @Override
    public void onEvent(V2Event event) {
        once("event", () -> {
            if (!started.isDone()) {
                broken.add("an event before the start");
            }
            events.add(event);
        });
    }

    @Override
    public void onEnd(EtcdException failure) {
        once("end", () -> {
            if (!ended.complete(failure)) {
                broken.add("a second end");
            }
        });
    }

    private void once(String what, Runnable told) {
        if (inside.incrementAndGet() != 1 || ended.isDone()) {
            broken.add(what + " beside another, or after the end");
        }
        told.run();
        inside.decrementAndGet();
    }

    long started() throws Exception {
        return started.get(10, TimeUnit.SECONDS);
    }

    boolean hasStarted() {
        return started.isDone();
    }

    EtcdException ended() throws Exception {
        return ended.get(10, TimeUnit.SECONDS);
    }

    boolean hasEnded() {
        return ended.isDone();
    }

    List<V2Event> events() {
        if (!broken.isEmpty()) {
            throw new AssertionError(broken);
        }
        return events;
    }

    /** As in {@code set /a=1 was 0}, with a slash behind directories. */
    List<String> lines() {
        return events().stream().map(Seen::line).toList();
    }

    /** With indexes told in other terms, as in {@code set /a=1 at 2 was /a=0 at 1}. */
    List<String> lines(LongFunction<String> index) {
        return events().stream()
                .map(event -> ((V2Event.Change) event).result())
                .map(result -> result.action().word() + " " + node(result.node(), index)
                        + result.prevNode()
                                .map(before -> " was " + node(before, index))
                                .orElse(""))
                .toList();
    }

    private static String node(V2Node node, LongFunction<String> index) {
        return node.key() + (node.dir() ? "/" : "")
                + node.value().map(value -> "=" + value).orElse("") + " at " + index.apply(node.modifiedIndex());
    }

    private static String line(V2Event event) {
        if (event instanceof V2Event.Reread reread) {
            return "reread " + reread.state().map(EtcdResult::key).orElse("nothing");
        }
        EtcdResult result = ((V2Event.Change) event).result();
        return result.action().word() + " " + result.key() + (result.dir() ? "/" : "")
                + result.value().map(value -> "=" + value).orElse("")
                + result.prevNode()
                        .map(before -> " was " + before.value().orElse(before.dir() ? "/" : ""))
                        .orElse("");
    }
}
