package dev.tercet.conformance.differential;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.tercet.conformance.differential.Ongoing.Ended;
import dev.tercet.proto.etcdserverpb.AuthenticateRequest;
import dev.tercet.proto.etcdserverpb.AuthenticateResponse;
import dev.tercet.proto.etcdserverpb.LeaseGrantResponse;
import dev.tercet.proto.etcdserverpb.LeaseRevokeRequest;
import dev.tercet.proto.etcdserverpb.MemberAddResponse;
import dev.tercet.proto.etcdserverpb.PutResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One of the two servers: takes steps and says what came of them. */
final class Side implements AutoCloseable {
    private static final String GRANT = Methods.LEASE + "LeaseGrant";
    private static final String REVOKE = Methods.LEASE + "LeaseRevoke";
    private static final String RENEW = Methods.LEASE + "LeaseKeepAlive";
    private static final String PUT = Methods.KV + "Put";

    private final String endpoint;
    private final Wire wire;
    private final Map<Integer, WatchStream> streams = new TreeMap<>();
    private final Map<Integer, Ongoing> ongoing = new TreeMap<>();
    private final Map<String, String> tokens = new HashMap<>();
    private long learner;

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
            return Observation.of(wire.call(RENEW, renew.requests(), token(renew.user())));
        } else if (step instanceof Step.HalfClose close) {
            with(streams.get(close.stream()), WatchStream::halfClose);
            return Observation.NOTHING;
        } else if (step instanceof Step.Abandon abandon) {
            with(streams.remove(abandon.stream()), WatchStream::cancel);
            return Observation.NOTHING;
        } else if (step instanceof Step.Settle settle) {
            return settle(settle);
        }
        return playOngoing(step);
    }

    private Observation playOngoing(Step step) {
        if (step instanceof Step.Begin begin) {
            Step.Call call = begin.call();
            ongoing.put(begin.number(), wire.begin(call.method(), List.of(call.request()), token(call.user())));
            return Observation.NOTHING;
        } else if (step instanceof Step.Hear hear) {
            return hear(ongoing(hear.number()));
        } else if (step instanceof Step.Waits waits) {
            Ongoing call = ongoing(waits.number());
            return call.waits() ? Observation.of("nothing") : hear(call);
        } else if (step instanceof Step.Finish finish) {
            return Observation.of(ongoing(finish.number()).end());
        } else if (step instanceof Step.GiveUp giveUp) {
            ongoing(giveUp.number()).cancel();
            return Observation.NOTHING;
        } else if (step instanceof Step.Until until) {
            return until(until);
        } else if (step instanceof Step.OfLearner ofLearner) {
            return ofLearner(ofLearner.call());
        } else if (step instanceof Step.Expired expired) {
            return expired(expired);
        }
        throw new AssertionError(step);
    }

    private Ongoing ongoing(int number) {
        return Objects.requireNonNull(ongoing.get(number));
    }

    private Observation expired(Step.Expired step) {
        WatchStream stream = Objects.requireNonNull(streams.get(step.stream()));
        return new Observation(ExpirySteps.byLease(stream.deleted(step.deletions())), List.of());
    }

    private static void with(@Nullable WatchStream stream, Consumer<WatchStream> action) {
        if (stream != null) {
            action.accept(stream);
        }
    }

    private Observation call(Step.Call step) {
        Ended ended = wire.call(step.method(), List.of(step.request()), token(step.user()));
        if (step.request() instanceof AuthenticateRequest request) {
            ended.replies().forEach(reply -> tokens.put(request.getName(), ((AuthenticateResponse) reply).getToken()));
        }
        for (Message reply : ended.replies()) {
            if (reply instanceof MemberAddResponse added) {
                learner = added.getMember().getID();
            }
        }
        return Observation.of(ended);
    }

    private Observation hear(Ongoing call) {
        Message next = call.next();
        return next == null ? Observation.of(call.end()) : Observation.of(next);
    }

    private Observation until(Step.Until step) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Wire.PATIENCE_SECONDS);
        while (true) {
            Observation seen = call(step.call());
            if (!seen.ok() || seen.replies().stream().allMatch(step.met())) {
                return seen;
            } else if (System.nanoTime() > deadline) {
                throw new IllegalStateException("it is not so: " + step.what() + ", but " + seen);
            }
        }
    }

    private Observation ofLearner(Step.Call step) {
        FieldDescriptor id = step.request().getDescriptorForType().findFieldByName("ID");
        Message request = step.request().toBuilder().setField(id, learner).build();
        return call(new Step.Call(step.method(), request, step.user()));
    }

    private Observation grantAny(Step.GrantAny step) {
        Ended granted = wire.call(GRANT, List.of(step.request()), token(step.user()));
        List<String> lines = new ArrayList<>();
        for (Message reply : granted.replies()) {
            LeaseGrantResponse lease = (LeaseGrantResponse) reply;
            lines.add(Texts.of(Normal.of(
                    lease.toBuilder().setID(Long.signum(lease.getID())).build())));
            LeaseRevokeRequest revoke =
                    LeaseRevokeRequest.newBuilder().setID(lease.getID()).build();
            lines.addAll(Observation.of(wire.call(REVOKE, List.of(revoke), token(step.user())))
                    .lines());
        }
        lines.addAll(Observation.of(new Ended(List.of(), granted.status())).lines());
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
        Ended first = wire.call(PUT, List.of(Marker.PUT), token(step.user()));
        Ended second = wire.call(PUT, List.of(Marker.PUT), token(step.user()));
        Observation put = Observation.of(second);
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

    private static long revision(Ended put) {
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
        ongoing.values().forEach(Ongoing::cancel);
        wire.close();
    }
}
