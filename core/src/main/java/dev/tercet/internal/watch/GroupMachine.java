package dev.tercet.internal.watch;

import dev.tercet.kv.KeyRange;
import dev.tercet.watch.WatchSignal;
import dev.tercet.watch.WatchSignal.Change;
import dev.tercet.watch.WatchSignal.Interrupted;
import dev.tercet.watch.WatchSignal.Progress;
import dev.tercet.watch.WatchSignal.Resumed;
import dev.tercet.watch.WatchSignal.Started;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One story of several ranges: started when all are, interrupted when the first is, resumed when all are back, and done with a
 * revision when all are done with it. Data passes through.
 *
 * <p>Nothing is said of interruptions before the start; whoever waits for it keeps the cause.
 */
final class GroupMachine {
    private static final class Member {
        boolean created;
        boolean down;
        long first;
        boolean marked;
        long mark;
    }

    private final Map<KeyRange, Member> members = new LinkedHashMap<>(2);
    private boolean started;
    private boolean down;
    private long resumedAt = Long.MAX_VALUE;
    private @Nullable Interrupted lastInterruption;

    /** A range joins; before the start, the start waits for it too. */
    void add(KeyRange range) {
        members.put(range, new Member());
    }

    /** A range leaves; what waited for it alone goes on. */
    List<WatchSignal> remove(KeyRange range) {
        members.remove(range);
        return members.isEmpty() ? List.of() : settle();
    }

    /** What a range's signal is for the whole. */
    List<WatchSignal> on(KeyRange range, WatchSignal signal) {
        Member member = members.get(range);
        if (member == null) {
            return List.of();
        }
        if (signal instanceof Started it) {
            return up(member, it.revision());
        } else if (signal instanceof Resumed it) {
            return up(member, it.revision());
        } else if (signal instanceof Interrupted it) {
            return interrupted(member, it);
        } else if (signal instanceof Progress it) {
            return progress(member, it.revision());
        } else if (signal instanceof Change it) {
            mark(member, it.revision());
        }
        return List.of(signal);
    }

    /** Whether changes of a range, up to this revision, are to be handed on. */
    boolean passes(KeyRange range, long revision) {
        Member member = members.get(range);
        if (member == null) {
            return false;
        }
        mark(member, revision);
        return true;
    }

    private List<WatchSignal> up(Member member, long revision) {
        if (!member.created) {
            member.created = true;
            member.first = revision;
        }
        if (member.down) {
            member.down = false;
            resumedAt = Math.min(resumedAt, revision);
        }
        return settle();
    }

    private List<WatchSignal> interrupted(Member member, Interrupted signal) {
        member.down = true;
        lastInterruption = signal;
        if (!started || down) {
            return List.of();
        }
        down = true;
        resumedAt = Long.MAX_VALUE;
        return List.of(signal);
    }

    private List<WatchSignal> settle() {
        boolean anyDown = members.values().stream().anyMatch(member -> member.down);
        if (!started) {
            return members.values().stream().allMatch(member -> member.created) ? start(anyDown) : List.of();
        } else if (down && !anyDown && members.values().stream().anyMatch(member -> member.created)) {
            down = false;
            // Nobody came back if those that were lost have left; the others went on where they were.
            return List.of(new Resumed(resumedAt == Long.MAX_VALUE ? goesOnAt() : resumedAt));
        }
        return List.of();
    }

    private long goesOnAt() {
        return members.values().stream()
                .filter(member -> member.created)
                .mapToLong(member -> Math.max(member.first, member.mark + 1))
                .min()
                .orElseThrow();
    }

    /** Of several first revisions the greatest: from there on every range's changes are delivered. */
    private List<WatchSignal> start(boolean anyDown) {
        started = true;
        long first = members.values().stream()
                .mapToLong(member -> member.first)
                .max()
                .orElseThrow();
        Interrupted missed = lastInterruption;
        if (anyDown && missed != null) {
            // One range was lost again while another was still to be created.
            down = true;
            resumedAt = Long.MAX_VALUE;
            return List.of(new Started(first), missed);
        }
        return List.of(new Started(first));
    }

    private List<WatchSignal> progress(Member member, long revision) {
        mark(member, revision);
        if (!members.values().stream().allMatch(other -> other.marked)) {
            return List.of();
        }
        long least = Long.MAX_VALUE;
        for (Member other : members.values()) {
            other.marked = false;
            least = Math.min(least, other.mark);
        }
        return List.of(new Progress(least));
    }

    private static void mark(Member member, long revision) {
        member.marked = true;
        member.mark = Math.max(member.mark, revision);
    }
}
