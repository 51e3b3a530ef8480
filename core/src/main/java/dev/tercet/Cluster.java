package dev.tercet;

import dev.tercet.cluster.MemberAdded;
import dev.tercet.cluster.Members;
import dev.tercet.connection.CallOptions;
import java.util.List;

/**
 * The members of the cluster. Ids are unsigned: etcd's tools write them in hexadecimal.
 *
 * @see <a href="https://etcd.io/docs/v3.6/op-guide/runtime-configuration/">etcd: runtime reconfiguration</a>
 * @since 0.1
 */
public interface Cluster {
    /** The same, with this deadline and these retries. */
    Cluster with(CallOptions options);

    /** The members, as a quorum knows them: without one this fails with the deadline, and code {@code TIMEOUT} or {@code NO_LEADER}. */
    Members members();

    /** The members, as whichever of them is asked knows them: works without a quorum, and may be behind. */
    Members membersLocally();

    /**
     * Adds a member with a vote, which is to be started next: until then it counts as one that is down.
     *
     * @param peerUrls where other members will reach it, at least one
     * @return the new member, whose id is needed to undo this, and all others; fails with code {@code MEMBER_EXISTS} if another has
     *     such a URL, which is also what a second try after a lost reply meets, and with {@code UNHEALTHY_CLUSTER} while too few
     *     members run to add one safely
     * @throws IllegalArgumentException if there is no URL
     */
    MemberAdded add(List<String> peerUrls);

    /**
     * Adds a member without a vote, which is to be started next and can be promoted when it has caught up.
     *
     * @param peerUrls where other members will reach it, at least one
     * @return the new member and all others; fails as {@link #add} does, and with code {@code FAILED_PRECONDITION} if there are as
     *     many learners as the server allows (one as it comes)
     * @throws IllegalArgumentException if there is no URL
     */
    MemberAdded addLearner(List<String> peerUrls);

    /**
     * Removes a member, whose server ends with that.
     *
     * @return those that are left; fails with code {@code MEMBER_NOT_FOUND} if there is no such member, and with {@code
     *     UNHEALTHY_CLUSTER} if those that are left would have no quorum. If the reply is lost the outcome is UNKNOWN: see {@link
     *     #members()}
     */
    Members remove(long id);

    /**
     * Gives a member other peer URLs. For a learner, etcd 3.5 forgets with this that it is one.
     *
     * @param peerUrls where other members will reach it, at least one
     * @return all members; fails with code {@code MEMBER_NOT_FOUND}, or with {@code MEMBER_EXISTS} if another has such a URL
     * @throws IllegalArgumentException if there is no URL
     */
    Members update(long id, List<String> peerUrls);

    /**
     * Gives a learner a vote.
     *
     * @return all members; fails with code {@code FAILED_PRECONDITION} if it has one or has not caught up yet, so that this may be
     *     tried again a little later, and with {@code MEMBER_NOT_FOUND} if there is no such member
     */
    Members promote(long id);
}
