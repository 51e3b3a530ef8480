package dev.tercet.conformance.differential;

import com.google.protobuf.Message;
import dev.tercet.proto.etcdserverpb.AuthenticateRequest;
import dev.tercet.proto.etcdserverpb.AuthenticateResponse;
import dev.tercet.proto.etcdserverpb.LeaseGrantResponse;
import dev.tercet.proto.etcdserverpb.LeaseRevokeRequest;
import dev.tercet.proto.etcdserverpb.PutResponse;
import dev.tercet.proto.etcdserverpb.RangeStreamResponse;
import dev.tercet.proto.etcdserverpb.SnapshotResponse;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One of the two servers: takes steps and says what came of them. */
final class Side implements AutoCloseable {
    private static final String GRANT = Methods.LEASE + "LeaseGrant";
    private static final String REVOKE = Methods.LEASE + "LeaseRevoke";
    private static final String RENEW = Methods.LEASE + "LeaseKeepAlive";
    private static final Observation NOTHING = new Observation(List.of(), List.of());
    private static final String PUT = Methods.KV + "Put";

    private final String endpoint;
    private final Wire wire;
    private final Map<Integer, WatchStream> streams = new TreeMap<>();
    private final Map<String, String> tokens = new HashMap<>();

    Side(String endpoint) {
        this.endpoint = endpoint;
        wire = new Wire(endpoint);
    }

    Observation play(Step step) {
        if (step instanceof Step.Call call) {
            return call(call);
        } else if (step instanceof Step.GrantAny grant) {
            return grantAny(grant);
        } else if (step instanceof Step.Watching watching) {
            return watch(watching);
        } else if (step instanceof Step.Renew renew) {
            return observed(wire.call(Methods.named(RENEW), renew.requests(), token(renew.user())));
        } else if (step instanceof Step.HalfClose close) {
            with(streams.get(close.stream()), WatchStream::halfClose);
            return NOTHING;
        } else if (step instanceof Step.Abandon abandon) {
            with(streams.remove(abandon.stream()), WatchStream::cancel);
            return NOTHING;
        } else if (step instanceof Step.Settle settle) {
            return settle(settle);
        }
        throw new AssertionError(step);
    }

    private static void with(@Nullable WatchStream stream, Consumer<WatchStream> action) {
        if (stream != null) {
            action.accept(stream);
        }
    }

    private Observation call(Step.Call step) {
        Wire.Ended ended = wire.call(Methods.named(step.method()), List.of(step.request()), token(step.user()));
        if (step.request() instanceof AuthenticateRequest request) {
            ended.replies().forEach(reply -> tokens.put(request.getName(), ((AuthenticateResponse) reply).getToken()));
        }
        return observed(ended);
    }

    private static Observation observed(Wire.Ended ended) {
        List<String> lines = new ArrayList<>();
        together(ended.replies()).forEach(reply -> lines.add(Texts.of(Normal.of(reply))));
        lines.add(text(ended.status()));
        return new Observation(lines, ended.replies());
    }

    /** The parts of one reply as one message: a server may cut where it likes. */
    private static List<Message> together(List<Message> replies) {
        if (replies.isEmpty()) {
            return replies;
        } else if (replies.get(0) instanceof RangeStreamResponse) {
            RangeStreamResponse.Builder all = RangeStreamResponse.newBuilder();
            replies.forEach(reply -> all.mergeFrom((RangeStreamResponse) reply));
            return List.of(all.build());
        } else if (replies.get(0) instanceof SnapshotResponse) {
            return List.of(replies.get(0));
        }
        return replies;
    }

    private static String text(Status status) {
        return switch (status.getCode()) {
            case OK -> "OK";
            // Whose deadline it was, and by how much.
            case DEADLINE_EXCEEDED -> "DEADLINE_EXCEEDED";
            default -> status.getCode() + ": " + status.getDescription();
        };
    }

    private Observation grantAny(Step.GrantAny step) {
        Wire.Ended granted = wire.call(Methods.named(GRANT), List.of(step.request()), token(step.user()));
        List<String> lines = new ArrayList<>();
        for (Message reply : granted.replies()) {
            LeaseGrantResponse lease = (LeaseGrantResponse) reply;
            lines.add(Texts.of(Normal.of(
                    lease.toBuilder().setID(Long.signum(lease.getID())).build())));
            LeaseRevokeRequest revoke =
                    LeaseRevokeRequest.newBuilder().setID(lease.getID()).build();
            lines.addAll(observed(wire.call(Methods.named(REVOKE), List.of(revoke), token(step.user())))
                    .lines());
        }
        lines.add(text(granted.status()));
        return new Observation(lines, granted.replies());
    }

    private Observation watch(Step.Watching step) {
        WatchStream stream = streams.get(step.stream());
        List<Message> answers = new ArrayList<>();
        if (stream == null) {
            stream = new WatchStream(wire.with(token(step.user())));
            streams.put(step.stream(), stream);
            stream.send(Marker.CREATE);
            answers.add(stream.control());
        }
        stream.send(step.request());
        for (int i = 0; i < step.awaited(); i++) {
            answers.add(stream.control());
        }
        return new Observation(
                answers.stream().map(answer -> Texts.of(Normal.of(answer))).toList(), answers);
    }

    /**
     * Of two puts of the marker everything up to the first is compared: events of the second may come before or after the one that
     * is waited for.
     */
    private Observation settle(Step.Settle step) {
        Wire.Ended first = wire.call(Methods.named(PUT), List.of(Marker.PUT), token(step.user()));
        Wire.Ended second = wire.call(Methods.named(PUT), List.of(Marker.PUT), token(step.user()));
        Observation put = observed(second);
        if (!put.ok()) {
            return put;
        }
        long revision = revision(second);
        List<String> lines = new ArrayList<>(put.lines());
        streams.forEach((number, stream) -> {
            if (number != WatchSteps.STRANGE) {
                boolean there = stream.reached(revision);
                boolean all = number >= WatchSteps.ODD || stream.progressed(revision);
                if (!there || !all) {
                    throw new IllegalStateException(
                            "stream " + number + " of " + this + " did not come to " + revision);
                }
                stream.upTo(revision(first)).forEach(line -> lines.add("stream " + number + " " + line));
            }
        });
        return new Observation(lines, put.replies());
    }

    private static long revision(Wire.Ended put) {
        return ((PutResponse) put.replies().get(0)).getHeader().getRevision();
    }

    private @Nullable String token(String user) {
        return user.isEmpty() ? null : tokens.getOrDefault(user, "no-such-token");
    }

    @Override
    public String toString() {
        return endpoint;
    }

    @Override
    public void close() {
        streams.values().forEach(WatchStream::cancel);
        wire.close();
    }
}
