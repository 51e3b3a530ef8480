package dev.tercet.v2.internal.lock;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.Outcome;
import dev.tercet.v2.cluster.ApiAnswer;
import dev.tercet.v2.cluster.ApiRequest;
import dev.tercet.v2.cluster.V2Member;
import dev.tercet.v2.cluster.V2Stats;
import dev.tercet.v2.cluster.V2Version;
import dev.tercet.v2.internal.backend.AuthBackend;
import dev.tercet.v2.internal.backend.Backend;
import dev.tercet.v2.internal.backend.EventSink;
import dev.tercet.v2.internal.backend.EventSource;
import dev.tercet.v2.internal.backend.StatsKind;
import dev.tercet.v2.internal.error.V2Codes;
import dev.tercet.v2.internal.error.V2Errors;
import dev.tercet.v2.internal.path.Paths;
import dev.tercet.v2.internal.time.V2Timer;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Action;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Node;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.key.V2Write;
import dev.tercet.v2.watch.V2Event;
import dev.tercet.v2.watch.V2Watch;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** A store in memory: what locks need of it, and by hand what goes wrong. */
final class FakeBackend implements Backend {
    /** What becomes of a call. */
    enum Fate {
        ANSWERED,
        REPLY_LOST,
        REFUSED,
        SILENT
    }

    private record Kept(String value, long created, long modified, long expiresAt) {}

    private record Event(String key, V2Action action, long index) {}

    private final V2Timer time;
    private final Executor executor;
    private final TreeMap<String, Kept> keys = new TreeMap<>();
    private final List<Event> history = new ArrayList<>();
    private final List<Source> sources = new ArrayList<>();
    private final List<Runnable> toTell = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    final Deque<Fate> writes = new ArrayDeque<>();
    final Deque<Fate> reads = new ArrayDeque<>();
    final Deque<Fate> deletes = new ArrayDeque<>();
    final List<CompletableFuture<EtcdResult>> silent = new ArrayList<>();
    boolean padded = true;
    private long index = 7;
    private long forgotten;

    FakeBackend(V2Timer time, Executor executor) {
        this.time = time;
        this.executor = executor;
    }

    synchronized List<String> values(String directory) {
        expire();
        return keys.entrySet().stream()
                .filter(entry -> Paths.parent(entry.getKey()).equals(directory))
                .map(entry -> entry.getValue().value())
                .toList();
    }

    /** When each is to go, in nanoseconds. */
    synchronized List<Long> ttls(String directory) {
        return keys.entrySet().stream()
                .filter(entry -> Paths.parent(entry.getKey()).equals(directory))
                .map(entry -> entry.getValue().expiresAt())
                .toList();
    }

    synchronized int watches() {
        return sources.size();
    }

    /** Foreign events, more than are remembered. */
    void foreign(int count) {
        synchronized (this) {
            index += count;
            forgotten = index - 1000;
        }
    }

    /** Ends every watch. */
    void cut(Function<String, EtcdException> why) {
        List<Source> all;
        synchronized (this) {
            all = List.copyOf(sources);
            sources.clear();
        }
        all.forEach(source -> executor.execute(() -> source.sink.onEnd(why.apply(source.key))));
    }

    @Override
    public CompletableFuture<EtcdResult> read(V2Read read, CallOptions options) {
        return call(reads, read.toString(), () -> {
            expire();
            String key = read.key();
            Kept kept = keys.get(key);
            if (kept != null) {
                return result(V2Action.GET, node(key, kept, List.of()), false);
            }
            List<V2Node> nodes = new ArrayList<>();
            for (Map.Entry<String, Kept> each : keys.tailMap(key + "/").entrySet()) {
                if (each.getKey().startsWith(key + "/")) {
                    boolean direct = Paths.parent(each.getKey()).equals(key);
                    nodes.add(
                            direct
                                    ? node(each.getKey(), each.getValue(), List.of())
                                    : directory(Paths.parent(each.getKey()), List.of()));
                }
            }
            if (nodes.isEmpty()) {
                throw V2Errors.of(read.toString(), V2Codes.KEY_NOT_FOUND, key, index, "fake");
            }
            return result(V2Action.GET, directory(key, nodes), false);
        });
    }

    @Override
    public CompletableFuture<EtcdResult> write(V2Write write, CallOptions options) {
        return call(writes, write.toString(), () -> {
            expire();
            boolean inOrder = write.kind() == V2Write.Kind.IN_ORDER;
            String key = inOrder
                    ? Paths.child(write.key(), padded ? String.format("%020d", index + 1) : "" + (index + 1))
                    : write.key();
            Kept before = keys.get(key);
            if (before == null && !inOrder) {
                throw V2Errors.of(write.toString(), V2Codes.KEY_NOT_FOUND, key, index, "fake");
            }
            index++;
            long expires =
                    write.ttl().map(ttl -> time.nanoTime() + ttl.toNanos()).orElse(Long.MAX_VALUE);
            Kept after = new Kept(
                    write.value().orElseGet(() -> before.value()),
                    before == null ? index : before.created(),
                    index,
                    expires);
            keys.put(key, after);
            if (write.kind() != V2Write.Kind.REFRESH) {
                tell(new Event(key, inOrder ? V2Action.CREATE : V2Action.UPDATE, index));
            }
            return result(V2Action.CREATE, node(key, after, List.of()), inOrder);
        });
    }

    @Override
    public CompletableFuture<EtcdResult> delete(V2Delete delete, CallOptions options) {
        return call(deletes, delete.toString(), () -> {
            expire();
            Kept kept = keys.remove(delete.key());
            if (kept == null) {
                throw V2Errors.of(delete.toString(), V2Codes.KEY_NOT_FOUND, delete.key(), index, "fake");
            }
            index++;
            tell(new Event(delete.key(), V2Action.DELETE, index));
            return result(V2Action.DELETE, node(delete.key(), kept, List.of()), false);
        });
    }

    /** Lets what has lived long enough go. */
    void sweep() {
        synchronized (this) {
            expire();
        }
        flush();
    }

    private void expire() {
        List<String> gone = keys.entrySet().stream()
                .filter(entry -> entry.getValue().expiresAt() <= time.nanoTime())
                .map(Map.Entry::getKey)
                .toList();
        for (String key : gone) {
            keys.remove(key);
            index++;
            tell(new Event(key, V2Action.EXPIRE, index));
        }
    }

    private void tell(Event event) {
        history.add(event);
        for (Source source : List.copyOf(sources)) {
            source.offer(event);
        }
    }

    private CompletableFuture<EtcdResult> call(
            Deque<Fate> fates, String what, java.util.function.Supplier<EtcdResult> work) {
        CompletableFuture<EtcdResult> future = new CompletableFuture<>();
        EtcdResult result = null;
        EtcdException failure = null;
        boolean isSilent;
        synchronized (this) {
            calls.add(what);
            Fate fate = fates.isEmpty() ? Fate.ANSWERED : fates.poll();
            isSilent = fate == Fate.SILENT;
            if (fate == Fate.REFUSED) {
                failure = unavailable(what, Outcome.NOT_APPLIED);
            } else {
                try {
                    result = work.get();
                    failure = fate == Fate.REPLY_LOST ? unavailable(what, Outcome.UNKNOWN) : null;
                } catch (EtcdException e) {
                    failure = e;
                }
            }
        }
        EtcdResult its = result;
        EtcdException why = failure;
        flush();
        if (isSilent) {
            silent.add(future);
            return future;
        }
        executor.execute(() -> {
            if (why != null) {
                future.completeExceptionally(why);
            } else {
                future.complete(its);
            }
        });
        return future;
    }

    static EtcdTimeoutException unavailable(String what, Outcome outcome) {
        return new EtcdTimeoutException(
                new Details(ErrorCode.TIMEOUT, outcome, what + ": no reply", what, "fake", null));
    }

    private void flush() {
        List<Runnable> all;
        synchronized (this) {
            all = List.copyOf(toTell);
            toTell.clear();
        }
        all.forEach(executor::execute);
    }

    private EtcdResult result(V2Action action, V2Node node, boolean newKey) {
        return new EtcdResult(action, node, Optional.empty(), newKey, index, 0, 0);
    }

    private V2Node directory(String key, List<V2Node> nodes) {
        return new V2Node(key, Optional.empty(), true, Optional.empty(), Optional.empty(), 1, 1, nodes);
    }

    private V2Node node(String key, Kept kept, List<V2Node> nodes) {
        Optional<Duration> ttl = kept.expiresAt() == Long.MAX_VALUE
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(kept.expiresAt() - time.nanoTime()));
        return new V2Node(
                key, Optional.of(kept.value()), false, ttl, Optional.empty(), kept.modified(), kept.created(), nodes);
    }

    @Override
    public EventSource watch(V2Watch watch, boolean recovers, EventSink sink) {
        Source source = new Source(watch.key(), watch.index().orElse(index + 1), sink);
        synchronized (this) {
            calls.add(watch.toString());
            if (source.from <= forgotten) {
                EtcdException cleared = V2Errors.of(watch.toString(), V2Codes.EVENT_INDEX_CLEARED, "", index, "fake");
                toTell.add(() -> sink.onEnd(cleared));
            } else {
                sources.add(source);
                toTell.add(() -> sink.onStarted(source.from));
                history.forEach(source::offer);
            }
        }
        flush();
        return source;
    }

    private final class Source implements EventSource {
        private final String key;
        private final long from;
        private final EventSink sink;

        Source(String key, long from, EventSink sink) {
            this.key = key;
            this.from = from;
            this.sink = sink;
        }

        void offer(Event event) {
            if (event.index() >= from && event.key().equals(key)) {
                V2Node node = directory(event.key(), List.of());
                V2Event told = new V2Event.Change(
                        new EtcdResult(event.action(), node, Optional.empty(), false, event.index(), 0, 0));
                toTell.add(() -> sink.onEvent(told));
            }
        }

        @Override
        public void request(long events) {}

        @Override
        public void cancel() {
            synchronized (FakeBackend.this) {
                sources.remove(this);
            }
        }
    }

    @Override
    public CompletableFuture<List<String>> machines(CallOptions options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Map<String, V2Member>> members(CallOptions options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<V2Member> leader(CallOptions options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<V2Stats> stats(StatsKind kind, CallOptions options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<V2Version> version(CallOptions options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<ApiAnswer> apiExecute(ApiRequest request, CallOptions options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AuthBackend auth() {
        throw new UnsupportedOperationException();
    }
}
