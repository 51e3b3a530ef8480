package dev.tercet.embedded.internal.cluster;

import dev.tercet.embedded.internal.state.Identity;
import dev.tercet.embedded.internal.state.Ids;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.proto.etcdserverpb.Member;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The members: this one, and learners that were added and never start. Within a step.
 *
 * <p>A second member with a vote is refused, though etcd would take it: it can never start here, and a cluster of two in which one
 * does not start has no quorum and answers nothing any more.
 */
public final class Members {
    // Nobody listens there: there are no peers. It is etcd's own default.
    private static final String PEER_URL = "http://localhost:2380";
    private static final int MAX_LEARNERS = 1;

    private final Identity identity;
    private final SortedMap<Long, Member> members = new TreeMap<>(Long::compareUnsigned);
    private long added;

    /** This one. */
    public Members(Identity identity) {
        this.identity = identity;
        put(Member.newBuilder()
                .setID(identity.memberId())
                .setName(identity.name())
                .addPeerURLs(PEER_URL)
                .build());
    }

    /** Sets where clients reach this member; nowhere until this is called. */
    public void advertise(List<String> urls) {
        Member self = get(identity.memberId());
        put(self.toBuilder().clearClientURLs().addAllClientURLs(urls).build());
    }

    /** All, by id. */
    List<Member> all() {
        return List.copyOf(members.values());
    }

    Member add(List<String> peerUrls, boolean learner) {
        checkFree(peerUrls, 0);
        if (!learner) {
            throw EtcdErrors.NOT_ENOUGH_STARTED_MEMBERS;
        }
        if (members.values().stream().filter(Member::getIsLearner).count() >= MAX_LEARNERS) {
            throw EtcdErrors.TOO_MANY_LEARNER_MEMBERS_IN_CLUSTER;
        }
        Member member = Member.newBuilder()
                .setID(newId(peerUrls))
                .addAllPeerURLs(peerUrls)
                .setIsLearner(true)
                .build();
        put(member);
        return member;
    }

    void remove(long id) {
        if (id == identity.memberId()) {
            throw EtcdErrors.NOT_ENOUGH_STARTED_MEMBERS;
        }
        get(id);
        members.remove(id);
    }

    void update(long id, List<String> peerUrls) {
        Member member = get(id);
        checkFree(peerUrls, id);
        if (id != identity.memberId()) {
            // etcd takes anything as an address of its own, and does not survive a bad one of another member.
            PeerUrls.of(peerUrls);
        }
        // As they come, where those of a new member are sorted.
        put(member.toBuilder().clearPeerURLs().addAllPeerURLs(peerUrls).build());
    }

    /** Why a member cannot be promoted: a learner here does not start, and so never learns enough. */
    EtcdError promotionRefused(long id) {
        return get(id).getIsLearner() ? EtcdErrors.LEARNER_NOT_READY : EtcdErrors.NOT_A_LEARNER;
    }

    private void put(Member member) {
        members.put(member.getID(), member);
    }

    private Member get(long id) {
        Member member = members.get(id);
        if (member == null) {
            throw EtcdErrors.MEMBER_NOT_FOUND;
        }
        return member;
    }

    private void checkFree(List<String> peerUrls, long except) {
        Set<String> taken = new HashSet<>();
        for (Member member : members.values()) {
            if (member.getID() != except) {
                taken.addAll(member.getPeerURLsList());
            }
        }
        if (peerUrls.stream().anyMatch(taken::contains)) {
            throw EtcdErrors.PEER_URLS_ALREADY_EXIST;
        }
    }

    // As etcd makes them, except that it takes the time for what is a count here: an id is never given twice.
    private long newId(List<String> peerUrls) {
        return Ids.of(String.join("", peerUrls) + ++added);
    }
}
