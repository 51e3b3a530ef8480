package dev.tercet.conformance.differential;

import com.google.protobuf.Empty;
import com.google.protobuf.Message;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A call that has begun, and all that came of it and was not yet asked for. */
final class Ongoing extends ClientCall.Listener<Message> {
    private static final Message NO_MORE = Empty.getDefaultInstance();

    private final ClientCall<Message, Message> call;
    private final BlockingQueue<Message> replies = new LinkedBlockingQueue<>();
    private final CompletableFuture<Status> status = new CompletableFuture<>();

    private Ongoing(ClientCall<Message, Message> call) {
        this.call = call;
    }

    /** Sends these requests and nothing more. */
    static Ongoing begin(ClientCall<Message, Message> call, List<? extends Message> requests) {
        Ongoing ongoing = new Ongoing(call);
        call.start(ongoing, new Metadata());
        requests.forEach(call::sendMessage);
        call.halfClose();
        call.request(Integer.MAX_VALUE);
        return ongoing;
    }

    /** How a call ended, and what came before that. */
    record Ended(List<Message> replies, Status status) {}

    /** Waits for the next reply; null if there is none since the call has ended. */
    @Nullable
    Message next() {
        try {
            Message next = replies.poll(2 * Wire.PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new IllegalStateException("no reply");
            } else if (next == NO_MORE) {
                replies.add(NO_MORE);
                return null;
            }
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits for the end. */
    Ended end() {
        try {
            Status how = status.get(2 * Wire.PATIENCE_SECONDS, TimeUnit.SECONDS);
            List<Message> all = new ArrayList<>();
            replies.drainTo(all);
            all.removeIf(reply -> reply == NO_MORE);
            return new Ended(all, how);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("no end", e);
        }
    }

    /** Whether nothing came that was not asked for. */
    boolean waits() {
        return replies.isEmpty();
    }

    void cancel() {
        call.cancel("given up", null);
    }

    @Override
    public void onMessage(Message message) {
        replies.add(message);
    }

    @Override
    public void onClose(Status how, Metadata trailers) {
        replies.add(NO_MORE);
        status.complete(how);
    }
}
