package dev.tercet.cli.look;

import dev.tercet.EtcdClient;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.error.CompactedException;
import dev.tercet.error.EtcdException;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.OptionalLong;

/** Revisions of the past. */
final class Revisions {
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private Revisions() {}

    /**
     * Reads a little at a revision before anything is shown or done, and says which could be read if that one is gone.
     *
     * @param revision 0 for now, which can always be read
     */
    static void check(EtcdClient etcd, KeyRange range, long revision) {
        if (revision == 0) {
            return;
        }
        try {
            etcd.kv().get(Get.of(range).atRevision(revision).keysOnly().limit(1));
        } catch (CompactedException e) {
            OptionalLong oldest = oldest(etcd, range, revision);
            if (oldest.isEmpty()) {
                throw e;
            }
            throw new CommandException(
                    Exit.FAILED,
                    "revision " + revision + " at " + String.join(",", etcd.endpoints())
                            + " is compacted: the oldest that can be read is " + oldest.getAsLong() + ".",
                    e);
        }
    }

    /** Reads are only told that it is gone; watches are told up to where. */
    private static OptionalLong oldest(EtcdClient etcd, KeyRange range, long revision) {
        try (Watch watch = etcd.watches().open(WatchRequest.of(range).fromRevision(revision))) {
            return watch.poll(A_MOMENT)
                    .filter(signal -> signal instanceof WatchSignal.Started)
                    .flatMap(started -> watch.poll(A_MOMENT))
                    .map(Revisions::oldest)
                    .orElse(OptionalLong.empty());
        } catch (EtcdException e) {
            return oldest(new WatchSignal.Ended(e));
        }
    }

    private static OptionalLong oldest(WatchSignal signal) {
        return signal instanceof WatchSignal.Ended end
                        && end.causeOrNull() instanceof CompactedException gone
                        && gone.compactRevision() > 0
                ? OptionalLong.of(gone.compactRevision())
                : OptionalLong.empty();
    }
}
