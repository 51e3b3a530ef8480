package dev.tercet.conformance.differential;

import dev.tercet.proto.etcdserverpb.WatchGrpc;
import dev.tercet.proto.etcdserverpb.WatchProgressRequest;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import dev.tercet.proto.mvccpb.Event;
import dev.tercet.proto.mvccpb.Event.EventType;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One watch stream to one server. What the server may arrange as it likes is put in order here: which revisions share a message,
 * and which watch is served first.
 */
final class WatchStream extends ClientCall.Listener<WatchResponse> {
    private final ClientCall<WatchRequest, WatchResponse> call;
    private final BlockingQueue<WatchResponse> control = new LinkedBlockingQueue<>();
    private final BlockingQueue<Long> progress = new LinkedBlockingQueue<>();
    private final BlockingQueue<Long> markers = new LinkedBlockingQueue<>();
    private final Map<Long, List<Event>> events = new TreeMap<>();
    private final List<String> fragments = new ArrayList<>();

    WatchStream(Channel channel) {
        call = channel.newCall(WatchGrpc.getWatchMethod(), CallOptions.DEFAULT);
        call.start(this, new Metadata());
        call.request(Integer.MAX_VALUE);
    }

    void send(WatchRequest request) {
        call.sendMessage(request);
    }

    /** The next answer to a creation or a cancellation. */
    WatchResponse control() {
        WatchResponse next = next(control, Wire.PATIENCE_SECONDS * 1000);
        return next == null ? ended("there was no answer") : next;
    }

    /** Waits until the watch of the marker has come to {@code revision}. */
    boolean reached(long revision) {
        for (Long seen = 0L; seen != null; seen = next(markers, Wire.PATIENCE_SECONDS * 1000)) {
            if (seen >= revision) {
                return true;
            }
        }
        return false;
    }

    /** Asks for progress until it is {@code revision}: a server is silent while a watch is behind. */
    boolean progressed(long revision) {
        WatchRequest request = WatchRequest.newBuilder()
                .setProgressRequest(WatchProgressRequest.getDefaultInstance())
                .build();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Wire.PATIENCE_SECONDS);
        while (System.nanoTime() < deadline) {
            send(request);
            for (Long seen = next(progress, 20); seen != null; seen = next(progress, 0)) {
                if (seen >= revision) {
                    return true;
                }
            }
        }
        return false;
    }

    /** All events up to {@code revision} that were not given out yet, watch by watch, and answers that nobody awaited. */
    synchronized List<String> upTo(long revision) {
        List<String> lines = new ArrayList<>();
        for (WatchResponse left = control.poll(); left != null; left = control.poll()) {
            lines.add("unasked " + Texts.of(Normal.of(left)));
        }
        lines.addAll(fragments);
        fragments.clear();
        events.forEach((id, all) -> {
            List<Event> due = all.stream()
                    .filter(event -> event.getKv().getModRevision() <= revision)
                    .toList();
            all.removeAll(due);
            due.forEach(event -> lines.add("watch " + id + ": " + Texts.of(event)));
        });
        return lines;
    }

    /** All events that were not given out yet, as soon as there are as many deletions. */
    synchronized List<Event> deleted(int deletions) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Wire.PATIENCE_SECONDS);
        while (events.values().stream()
                        .flatMap(List::stream)
                        .filter(event -> event.getType() == EventType.DELETE)
                        .count()
                < deletions) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new IllegalStateException("not as many deletions: " + events);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        List<Event> all = events.values().stream().flatMap(List::stream).toList();
        events.clear();
        return all;
    }

    void halfClose() {
        call.halfClose();
    }

    void cancel() {
        call.cancel("abandoned", null);
    }

    @Override
    public synchronized void onMessage(WatchResponse message) {
        if (message.getCreated() || message.getCanceled()) {
            control.add(message);
        } else if (message.getEventsCount() == 0) {
            progress.add(message.getHeader().getRevision());
        }
        if (message.getWatchId() == BigSteps.WATCH) {
            fragments.add("watch " + BigSteps.WATCH + " gets " + message.getEventsCount() + " events"
                    + (message.getFragment() ? " and more to come" : ""));
        }
        if (message.getWatchId() == Marker.WATCH) {
            message.getEventsList().forEach(event -> markers.add(event.getKv().getModRevision()));
        } else if (message.getEventsCount() > 0) {
            events.computeIfAbsent(message.getWatchId(), id -> new ArrayList<>())
                    .addAll(message.getEventsList());
        }
        notifyAll();
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        control.add(ended("the stream ended: " + status.getCode() + " " + status.getDescription()));
    }

    private static WatchResponse ended(String why) {
        return WatchResponse.newBuilder().setCanceled(true).setCancelReason(why).build();
    }

    private static <T> @Nullable T next(BlockingQueue<T> queue, long millis) {
        try {
            return queue.poll(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
