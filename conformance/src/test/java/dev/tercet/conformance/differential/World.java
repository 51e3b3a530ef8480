package dev.tercet.conformance.differential;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.tercet.proto.etcdserverpb.AuthDisableRequest;
import dev.tercet.proto.etcdserverpb.AuthEnableRequest;
import dev.tercet.proto.etcdserverpb.CompactionRequest;
import dev.tercet.proto.etcdserverpb.LeaseGrantRequest;
import dev.tercet.proto.etcdserverpb.LeaseRevokeRequest;
import dev.tercet.proto.etcdserverpb.ResponseHeader;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import dev.tercet.proto.mvccpb.KeyValue;
import dev.tercet.proto.v3electionpb.CampaignRequest;
import dev.tercet.proto.v3electionpb.CampaignResponse;
import dev.tercet.proto.v3electionpb.LeaderKey;
import dev.tercet.proto.v3electionpb.LeaderRequest;
import dev.tercet.proto.v3electionpb.LeaderResponse;
import dev.tercet.proto.v3lockpb.LockRequest;
import dev.tercet.proto.v3lockpb.LockResponse;
import dev.tercet.proto.v3lockpb.UnlockRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is known of the servers from their answers, so that the next steps may hit something. */
final class World {
    private final Set<Long> leases = new TreeSet<>();
    private final Map<String, Holder> holders = new HashMap<>();
    private final Map<String, LeaderKey> leaders = new HashMap<>();
    private final Map<Integer, Set<Long>> watches = new TreeMap<>();
    private long revision = 1;
    private long compacted;
    private boolean authEnabled;
    private boolean rootIsStranger;

    /** Who has a lock or an office. */
    record Holder(long lease, LeaderKey key) {}

    long revision() {
        return revision;
    }

    long compacted() {
        return compacted;
    }

    Set<Long> leases() {
        return leases;
    }

    Map<String, Holder> holders() {
        return holders;
    }

    /** Who was leader when that was last asked. */
    LeaderKey leader(String name) {
        return leaders.getOrDefault(name, LeaderKey.getDefaultInstance());
    }

    /** The watches of a stream. */
    Set<Long> watches(int stream) {
        return watches.computeIfAbsent(stream, number -> new TreeSet<>());
    }

    boolean authEnabled() {
        return authEnabled;
    }

    /** Whether root's token is no longer taken. */
    boolean rootIsStranger() {
        return rootIsStranger;
    }

    /** Who may do what it likes. */
    String master() {
        return authEnabled ? "root" : Step.NOBODY;
    }

    void saw(Step step, Observation seen) {
        seen.replies().forEach(this::header);
        if (step instanceof Step.Watching watching) {
            seen.replies().forEach(reply -> watch(watching, (WatchResponse) reply));
        } else if (step instanceof Step.Abandon abandon) {
            watches.remove(abandon.stream());
        } else if (step instanceof Step.Call call) {
            if (seen.ok()) {
                done(call.request(), seen);
            } else {
                failed(call.request());
            }
            if (call.user().equals("root")) {
                rootIsStranger = seen.lines().toString().contains("invalid auth token");
            }
        }
    }

    private void header(Message reply) {
        FieldDescriptor field = reply.getDescriptorForType().findFieldByName("header");
        if (field != null && reply.getField(field) instanceof ResponseHeader header) {
            revision = Math.max(revision, header.getRevision());
        }
    }

    private void watch(Step.Watching step, WatchResponse reply) {
        if (reply.getCreated() && !reply.getCanceled() && reply.getWatchId() != Marker.WATCH) {
            watches(step.stream()).add(reply.getWatchId());
        } else if (step.request().hasCancelRequest()) {
            watches(step.stream()).remove(reply.getWatchId());
        }
    }

    private void done(Message request, Observation seen) {
        if (request instanceof CompactionRequest it) {
            compacted = it.getRevision();
        } else if (request instanceof LeaseGrantRequest it) {
            leases.add(it.getID());
        } else if (request instanceof LeaseRevokeRequest it) {
            leases.remove(it.getID());
        } else if (request instanceof LockRequest it) {
            ByteString key = ((LockResponse) seen.replies().get(0)).getKey();
            hold(
                    it.getName(),
                    it.getLease(),
                    LeaderKey.newBuilder()
                            .setName(it.getName())
                            .setKey(key)
                            .setLease(it.getLease())
                            .build());
        } else if (request instanceof CampaignRequest it) {
            hold(it.getName(), it.getLease(), ((CampaignResponse) seen.replies().get(0)).getLeader());
        } else if (request instanceof LeaderRequest it) {
            KeyValue kv = ((LeaderResponse) seen.replies().get(0)).getKv();
            leaders.put(
                    it.getName().toStringUtf8(),
                    LeaderKey.newBuilder()
                            .setName(it.getName())
                            .setKey(kv.getKey())
                            .setRev(kv.getCreateRevision())
                            .setLease(kv.getLease())
                            .build());
        } else if (request instanceof UnlockRequest it) {
            holders.values().removeIf(holder -> holder.key().getKey().equals(it.getKey()));
        } else if (request instanceof AuthEnableRequest) {
            authEnabled = true;
        } else if (request instanceof AuthDisableRequest) {
            authEnabled = false;
        }
    }

    /** Who fails to get a lock may leave its key there all the same, where it may write but not read. */
    private void failed(Message request) {
        if (request instanceof LockRequest it) {
            holders.remove(it.getName().toStringUtf8());
        } else if (request instanceof CampaignRequest it) {
            holders.remove(it.getName().toStringUtf8());
        }
    }

    private void hold(ByteString name, long lease, LeaderKey key) {
        holders.put(name.toStringUtf8(), new Holder(lease, key));
    }
}
