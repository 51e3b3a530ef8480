package dev.tercet.conformance.faults.work;

import dev.tercet.conformance.faults.history.Act;
import dev.tercet.conformance.faults.history.Act.Condition;
import dev.tercet.conformance.faults.history.Act.Expected;
import dev.tercet.conformance.faults.history.End.Returned;
import dev.tercet.conformance.faults.history.Seen;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one worker asks for next. Keys come in pairs, which transactions join; after some hundred calls all workers go on with fresh
 * keys, so that what is open for good, as the end of a call whose answer was lost, does not pile up for who checks the record.
 *
 * <p>For one thread.
 */
final class Choices {
    /** As many keys are in use at a time. */
    static final int KEYS = 4;

    private static final int CALLS_ON_A_KEY = 600;

    private final String who;
    private final SplittableRandom dice;
    private final AtomicLong calls;
    private final Map<String, Seen> known = new HashMap<>();
    private long values;

    /**
     * The first.
     *
     * @param who in front of every value that it writes, so that no other writes it
     * @param calls how many there were, of all workers
     */
    Choices(String who, SplittableRandom dice, AtomicLong calls) {
        this.who = who;
        this.dice = dice;
        this.calls = calls;
    }

    /** Where the keys are, a generation of them at the given number of calls. */
    static String prefix(long calls) {
        return "r/" + calls / CALLS_ON_A_KEY + "/";
    }

    Ask<?> next() {
        String prefix = prefix(calls.getAndIncrement());
        int index = dice.nextInt(KEYS);
        String key = prefix + index;
        String other = prefix + (index ^ 1);
        int draw = dice.nextInt(100);
        if (draw < 34) {
            return Ask.get(key, false);
        }
        if (draw < 40) {
            return Ask.get(key, true);
        }
        if (draw < 60) {
            return Ask.put(key, value(), dice.nextInt(4) == 0);
        }
        if (draw < 78) {
            return Ask.swap(key, expected(key), value());
        }
        if (draw < 85) {
            return Ask.delete(key, dice.nextBoolean());
        }
        return txn(key, other);
    }

    /**
     * A write that may be sent twice, since the first makes the second fail. It takes a revision that was seen: that a key is not
     * there comes true again when somebody deletes it between the two. Empty if none is known.
     */
    Optional<Ask<?>> retried() {
        String key = prefix(calls.get()) + dice.nextInt(KEYS);
        Seen seen = known.get(key);
        if (seen == null || seen.modRevision() == 0) {
            return Optional.empty();
        }
        calls.incrementAndGet();
        return Optional.of(Ask.swap(key, new Expected.OfRevision(seen.modRevision()), value()));
    }

    private Ask<?> txn(String key, String other) {
        List<Act.Step> look = List.of(new Act.Get(key), new Act.Get(other));
        return switch (dice.nextInt(5)) {
            case 0 -> Ask.txn(List.of(), look, List.of());
            case 1 -> Ask.txn(List.of(), List.of(put(key), put(other)), List.of());
            case 2 -> Ask.txn(List.of(condition(key)), List.of(new Act.Delete(key), put(other)), look);
            case 3 -> Ask.txn(List.of(condition(key), condition(other)), List.of(put(key), put(other)), look);
            default -> Ask.txn(List.of(condition(key)), List.of(put(key), new Act.Get(other)), List.of(put(other)));
        };
    }

    private Act.Put put(String key) {
        return new Act.Put(key, value());
    }

    private Condition condition(String key) {
        return new Condition(key, expected(key));
    }

    /** What was last seen there; absent if nothing was. */
    private Expected expected(String key) {
        Seen seen = known.get(key);
        if (seen == null || seen.value() == null) {
            return Expected.absent();
        }
        // An answer to a write does not say the revision of what it replaced.
        return dice.nextBoolean() || seen.modRevision() == 0
                ? new Expected.OfValue(seen.value())
                : new Expected.OfRevision(seen.modRevision());
    }

    private String value() {
        return who + "." + ++values;
    }

    /** What was answered is what to compare with next. */
    void learn(Ask<?> ask, Returned answer) {
        if (known.size() > 4 * KEYS) {
            known.clear();
        }
        answer.seen().forEach(seen -> known.put(seen.key(), seen));
        if (answer.succeeded() && ask.act() instanceof Act.Put put) {
            known.put(put.key(), new Seen(put.key(), put.value(), answer.revision(), 0));
        } else if (answer.succeeded() && ask.act() instanceof Act.CompareAndSwap swap) {
            known.put(swap.key(), new Seen(swap.key(), swap.value(), answer.revision(), 0));
        } else if (ask.act() instanceof Act.Delete) {
            known.remove(((Act.Delete) ask.act()).key());
        }
    }
}
