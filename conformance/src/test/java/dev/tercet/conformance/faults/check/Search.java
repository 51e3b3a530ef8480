package dev.tercet.conformance.faults.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks for an order of the calls on a group of keys in which each is answered as it was, and none comes before one that had ended
 * when it began: Wing and Gong's search, with Lowe's memory of what was tried (which calls took effect, and what came of them).
 *
 * <p>Made fast by what etcd's answers say: a call with a revision has its turn only when none of a lower one is left; a call that
 * only read and can have its turn has it at once. Calls of unknown outcome are tried when nothing else fits.
 */
final class Search {
    enum Result {
        FOUND,
        NONE,
        /** It would have taken too long. */
        UNDECIDED
    }

    /**
     * Where the search got stuck after it had got farthest.
     *
     * @param before the last calls that had taken effect
     * @param next which could have been next by time, and do not fit
     * @param awaited the call that must be before them by its revision, if there is one and it is none of them
     * @param until no order goes beyond the calls that had ended by then
     */
    record Stuck(
            List<Entry> before,
            State state,
            List<Entry> next,
            @Nullable Entry awaited,
            long until) {
        Stuck until(long other) {
            return new Stuck(before, state, next, awaited, other);
        }

        /** The fault is among what began until then. */
        long extent() {
            return awaited == null ? until : Math.max(until, awaited.ended());
        }
    }

    private static final int SHOWN = 12;

    private final Model model;
    private final Effort effort;
    /** By entry, which class of calls that are alike it is in; -1 for none. */
    private final int[] likeness;

    private final List<Entry.Likeness> classes = new ArrayList<>();
    /** By class, how many took effect: always those that began first. */
    private final int[] used;

    private final Set<Entry.Likeness> tried = new HashSet<>();
    private final Entry[] entries;
    private final long[] hashes;
    private final Links required;
    private final Links open;
    private final Links byRevision;
    /** With how many of each class it failed; with more of them it fails, too. */
    private final Map<Place, List<int[]>> failed = new HashMap<>();

    private final Deque<Frame> stack = new ArrayDeque<>();
    private int left;
    private int fewestLeft = Integer.MAX_VALUE;
    private long until = Long.MIN_VALUE;
    private @Nullable Stuck stuck;

    /** Which calls took effect (as a hash of 128 bits), apart from those that have others like them, and what came of them. */
    private record Place(long one, long other, State state) {}

    private record Choice(int entry, State after) {}

    private static final class Frame {
        final Place place;
        final int by;
        final List<Integer> candidates;
        final long firstEnd;
        List<Choice> choices;
        int next;
        boolean wasOpenTried;

        Frame(Place place, int by, List<Integer> candidates, long firstEnd, List<Choice> choices) {
            this.place = place;
            this.by = by;
            this.candidates = candidates;
            this.firstEnd = firstEnd;
            this.choices = choices;
        }

        /** What changes nothing takes nothing away from the others, so that there is no need to try without it. */
        Frame onlyThis() {
            wasOpenTried = true;
            return this;
        }
    }

    /**
     * A search.
     *
     * @param matters whether anybody saw a value, or asked for it
     */
    Search(Model model, List<Entry> all, Predicate<String> matters, Effort effort) {
        this.model = model;
        this.effort = effort;
        entries = all.toArray(new Entry[0]);
        hashes = new long[2 * entries.length];
        SplittableRandom random = new SplittableRandom(entries.length);
        Arrays.setAll(hashes, i -> random.nextLong());
        likeness = new int[entries.length];
        Map<Entry.Likeness, Integer> known = new HashMap<>();
        for (int i = 0; i < entries.length; i++) {
            Entry.Likeness of = entries[i].likeness(matters);
            likeness[i] = of == null
                    ? -1
                    : known.computeIfAbsent(of, unknown -> {
                        classes.add(unknown);
                        return classes.size() - 1;
                    });
        }
        used = new int[classes.size()];
        Comparator<Integer> byBegin = Comparator.comparingLong(i -> entries[i].began());
        List<Integer> must = new ArrayList<>();
        List<Integer> may = new ArrayList<>();
        List<Integer> dated = new ArrayList<>();
        for (int i = 0; i < entries.length; i++) {
            (entries[i].required() ? must : may).add(i);
            if (entries[i].required() && entries[i].revision() > 0) {
                dated.add(i);
            }
        }
        must.sort(byBegin);
        may.sort(byBegin);
        dated.sort(Comparator.<Integer>comparingLong(i -> entries[i].revision())
                .thenComparing(i -> !entries[i].surelyWrote()));
        required = new Links(must, entries.length);
        open = new Links(may, entries.length);
        byRevision = new Links(dated, entries.length);
        left = must.size();
    }

    Model model() {
        return model;
    }

    /** Where it got stuck, if it did. */
    @Nullable
    Stuck stuck() {
        return stuck;
    }

    Result run() {
        if (left == 0) {
            return Result.FOUND;
        }
        stack.push(frame(new Place(0, 0, model.empty()), -1));
        while (!stack.isEmpty()) {
            if (effort.isSpent()) {
                return Result.UNDECIDED;
            }
            Frame top = stack.getFirst();
            if (top.next < top.choices.size()) {
                Choice choice = top.choices.get(top.next++);
                take(choice.entry);
                boolean isAlike = likeness[choice.entry] >= 0;
                Place there = new Place(
                        isAlike ? top.place.one : top.place.one ^ hashes[2 * choice.entry],
                        isAlike ? top.place.other : top.place.other ^ hashes[2 * choice.entry + 1],
                        choice.after);
                if (left == 0) {
                    return Result.FOUND;
                }
                if (isPast(there.state) || hasFailed(there)) {
                    giveBack(choice.entry);
                } else {
                    stack.push(frame(there, choice.entry));
                }
            } else if (!top.wasOpenTried) {
                top.wasOpenTried = true;
                top.choices = openChoices(top);
                top.next = 0;
            } else {
                fail(top);
            }
        }
        return Result.NONE;
    }

    private void fail(Frame top) {
        note(top);
        failed.computeIfAbsent(top.place, unknown -> new ArrayList<>(1)).add(used.clone());
        effort.remembered();
        stack.pop();
        if (top.by >= 0) {
            giveBack(top.by);
        }
    }

    /** A call that is left has a revision that has gone by. */
    private boolean isPast(State state) {
        int lowest = byRevision.first();
        return lowest != Links.END
                && (entries[lowest].surelyWrote()
                        ? state.last >= entries[lowest].revision()
                        : state.last > entries[lowest].revision());
    }

    private boolean hasFailed(Place place) {
        for (int[] with : failed.getOrDefault(place, List.of())) {
            boolean isMore = true;
            for (int i = 0; i < used.length; i++) {
                isMore &= used[i] >= with[i];
            }
            if (isMore) {
                return true;
            }
        }
        return false;
    }

    private void note(Frame top) {
        until = Math.max(until, top.firstEnd);
        if (left < fewestLeft) {
            fewestLeft = left;
            List<Entry> before = new ArrayList<>();
            for (Frame frame : stack) {
                if (frame.by >= 0 && before.size() < SHOWN) {
                    before.add(0, entries[frame.by]);
                }
            }
            List<Entry> next =
                    top.candidates.stream().map(i -> entries[i]).limit(SHOWN).toList();
            int lowest = byRevision.first();
            Entry awaited = lowest == Links.END || top.candidates.contains(lowest) ? null : entries[lowest];
            stuck = new Stuck(before, top.place.state, next, awaited, until);
        } else if (stuck != null) {
            stuck = stuck.until(until);
        }
    }

    private void take(int entry) {
        if (entries[entry].required()) {
            required.remove(entry);
            left--;
            if (entries[entry].revision() > 0) {
                byRevision.remove(entry);
            }
        } else {
            open.remove(entry);
            if (likeness[entry] >= 0) {
                used[likeness[entry]]++;
            }
        }
    }

    private void giveBack(int entry) {
        if (entries[entry].required()) {
            if (entries[entry].revision() > 0) {
                byRevision.putBack(entry);
            }
            required.putBack(entry);
            left++;
        } else {
            open.putBack(entry);
            if (likeness[entry] >= 0) {
                used[likeness[entry]]--;
            }
        }
    }

    /** What can be next, by time and by what was answered. */
    private Frame frame(Place place, int by) {
        long firstEnd = Long.MAX_VALUE;
        List<Integer> candidates = new ArrayList<>(4);
        for (int i = required.first(); i != Links.END; i = required.next(i)) {
            if (entries[i].began() > firstEnd) {
                break;
            }
            candidates.add(i);
            firstEnd = Math.min(firstEnd, entries[i].ended());
        }
        List<Choice> choices = new ArrayList<>(2);
        int lowest = byRevision.first();
        for (int i : candidates) {
            if (entries[i].began() > firstEnd || isTooEarly(i, lowest)) {
                continue;
            }
            for (State after : model.after(place.state, entries[i])) {
                effort.step();
                if (entries[i].surelyRead() && after.equals(place.state)) {
                    return new Frame(place, by, candidates, firstEnd, List.of(new Choice(i, after))).onlyThis();
                }
                choices.add(new Choice(i, after));
            }
        }
        // One whose revision nobody knows is not tried before it is needed.
        choices.sort(Comparator.comparing(choice -> entries[choice.entry].revision() == 0));
        return new Frame(place, by, candidates, firstEnd, choices);
    }

    /** Another of a lower revision must be before it. */
    private boolean isTooEarly(int entry, int lowest) {
        long revision = entries[entry].revision();
        return revision > 0
                && entry != lowest
                && (revision > entries[lowest].revision() || entries[lowest].surelyWrote());
    }

    private List<Choice> openChoices(Frame frame) {
        List<Choice> choices = new ArrayList<>();
        tried.clear();
        for (int i = open.first(); i != Links.END; i = open.next(i)) {
            if (entries[i].began() > frame.firstEnd) {
                break;
            }
            if (likeness[i] >= 0 && !isWorthwhile(classes.get(likeness[i]), frame.place.state)) {
                continue;
            }
            effort.step();
            for (State after : model.after(frame.place.state, entries[i])) {
                choices.add(new Choice(i, after));
            }
        }
        choices.sort(Comparator.comparing(choice -> !helps(frame, choice)));
        return choices;
    }

    private boolean isWorthwhile(Entry.Likeness of, State state) {
        return tried.add(of) && !(of.puts() && of.expected() == null && model.isAnything(state, of.key()));
    }

    /** Whether it makes one fit that does not fit before it. */
    private boolean helps(Frame frame, Choice choice) {
        int lowest = byRevision.first();
        for (int i : frame.candidates) {
            effort.step();
            if (!isTooEarly(i, lowest) && !model.after(choice.after, entries[i]).isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
