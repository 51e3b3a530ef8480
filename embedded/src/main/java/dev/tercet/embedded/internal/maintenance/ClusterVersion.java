package dev.tercet.embedded.internal.maintenance;

import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Identity;
import dev.tercet.embedded.internal.state.RaftIndex;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.embedded.internal.time.Time;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The version that the members have agreed upon: that of this one, or, while a downgrade is prepared, the one before. The leader looks
 * every few seconds whether it is to be changed, and so does this. Within a step.
 */
public final class ClusterVersion {
    // Numbers this long fit; pre-releases and metadata are allowed and mean nothing.
    private static final Pattern FULL =
            Pattern.compile("(\\d{1,9})\\.(\\d{1,9})\\.\\d{1,9}(?:-[0-9A-Za-z.-]+)?(?:\\+[0-9A-Za-z.-]+)?");
    private static final Pattern SHORT = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})");

    private static final long LOOK = TimeUnit.SECONDS.toNanos(5);

    private final Apply apply;
    private final Time time;
    private final RaftIndex index;
    private final long start;
    private final Version own;
    private Version agreed;
    private @Nullable Version target;

    /** That of a cluster of this member. */
    public ClusterVersion(Identity identity, Apply apply, Time time, RaftIndex index) {
        this.apply = apply;
        this.time = time;
        this.index = index;
        start = time.nanos();
        own = parse(identity.version());
        agreed = own;
    }

    /** Such as {@code 3.7.0}. */
    public String cluster() {
        return agreed + ".0";
    }

    /** The version of the files, such as {@code 3.7.0}; empty if the member is of before 3.6, which did not tell. */
    public String storage() {
        return own.minor < 6 ? "" : cluster();
    }

    /** What a downgrade that was asked for leads to, such as {@code 3.6.0}; null if there is none. */
    @Nullable
    String downgradingTo() {
        return target == null ? null : target + ".0";
    }

    /**
     * Whether a downgrade could be asked for: throws the {@code EtcdError} if not.
     *
     * @return the cluster's version, such as {@code 3.7}
     */
    String validate(String to) {
        check(to);
        return agreed.toString();
    }

    /** Asks for a downgrade; like {@link #validate}. */
    String enable(String to) {
        target = check(to);
        lookLater();
        return agreed.toString();
    }

    /**
     * Gives it up. Where there is none, etcd writes that into its log and tells the client that all is well.
     *
     * @return the cluster's version, such as {@code 3.6}
     */
    String cancel() {
        if (target != null) {
            target = null;
            lookLater();
        }
        return agreed.toString();
    }

    private Version check(String to) {
        Version wanted = parse(to);
        if (!wanted.equals(new Version(agreed.major, agreed.minor - 1))) {
            throw EtcdErrors.INVALID_DOWNGRADE_TARGET_VERSION;
        }
        if (target != null) {
            throw EtcdErrors.CLUSTER_HAS_A_DOWNGRADE_JOB_IN_PROGRESS;
        }
        return wanted;
    }

    private void lookLater() {
        long now = time.nanos();
        time.at(now + LOOK - (now - start) % LOOK, () -> apply.step(this::look));
    }

    private void look() {
        Version wanted = target == null ? own : target;
        if (!wanted.equals(agreed)) {
            agreed = wanted;
            index.advance();
        }
    }

    private static Version parse(String text) {
        Matcher version = FULL.matcher(text);
        if (!version.matches()) {
            version = SHORT.matcher(text);
            if (!version.matches()) {
                throw EtcdErrors.WRONG_DOWNGRADE_TARGET_VERSION_FORMAT;
            }
        }
        return new Version(Integer.parseInt(version.group(1)), Integer.parseInt(version.group(2)));
    }

    private record Version(int major, int minor) {
        @Override
        public String toString() {
            return major + "." + minor;
        }
    }
}
