package dev.tercet.explore;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tries all moves from all states, breadth first. Machines are mutable and cannot be copied, so each path is played from its
 * beginning; states are told apart by their {@link Fingerprint}, and what leads to a known one is not gone on with.
 *
 * <p>Where there are more states than it may find, it goes on from there at random: some long walks, which see what takes many moves
 * to come about. They are always the same, unless {@code -Dtercet.seed} asks for others; a violation that is met on one says the seed.
 *
 * <p>How far it goes is counted in states, not in time, so that it is the same everywhere; {@code -Dtercet.long=true} multiplies it.
 */
public final class Exploration {
    private static final int LONG = 10;
    private static final int LONGEST_WALK = 60;
    private static final String SEED = "tercet.seed";

    /** For as many states as this there is a walk. */
    private static final int STATES_PER_WALK = 20;

    private final Supplier<? extends World> worlds;
    private int mostStates = 5_000;
    private int mostDepth = Integer.MAX_VALUE;

    private Exploration(Supplier<? extends World> worlds) {
        this.worlds = worlds;
    }

    /** Of a world that begins like this. */
    public static Exploration of(Supplier<? extends World> worlds) {
        return new Exploration(worlds);
    }

    /** As far as this many states are found, or so many times as many in a long run. */
    public Exploration states(int most) {
        mostStates = scaled(most);
        return this;
    }

    /** So many, or ten times as many in a long run: for other tests that find the more the longer they try. */
    public static int scaled(int most) {
        return Boolean.getBoolean("tercet.long") ? most * LONG : most;
    }

    /** No further than this many moves. */
    public Exploration depth(int most) {
        mostDepth = most;
        return this;
    }

    /** What is wrong, if anything is. */
    public Optional<Violation> violation() {
        try {
            run();
            return Optional.empty();
        } catch (Violation violation) {
            return Optional.of(violation);
        }
    }

    /**
     * Explores all there is: every state that can be reached, by however many moves.
     *
     * @throws Violation the first that is found
     * @throws AssertionError if there are more states than it may find
     */
    public Found all() {
        Found found = run();
        if (!found.complete()) {
            throw new AssertionError("cut short: " + found);
        }
        return found;
    }

    /**
     * Explores as far as it may, of something that has no end.
     *
     * @throws Violation the first that is found
     * @throws AssertionError if not even all paths of so many moves were tried
     */
    public Found upTo(int moves) {
        Found found = run();
        if (!found.complete() && found.depth() < moves) {
            throw new AssertionError("cut short before " + moves + " moves: " + found);
        }
        return found;
    }

    /**
     * Explores as far as it may; how far that was is for the caller to look at.
     *
     * @throws Violation the first that is found
     */
    public Found run() {
        Set<Fingerprint> known = new HashSet<>();
        Deque<Path> open = new ArrayDeque<>();
        Path start = new Path(null, 0, 0);
        attempt(start, null, () -> play(start));
        known.add(Fingerprint.of(play(start)));
        visit(start);
        open.add(start);
        long moves = 0;
        int depth = 0;
        boolean complete = true;
        while (!open.isEmpty()) {
            Path path = open.remove();
            int count = moves(play(path)).size();
            for (int move = 0; move < count; move++) {
                moves++;
                Path longer = new Path(path, move, path.length + 1);
                World world = play(longer);
                if (known.add(Fingerprint.of(world))) {
                    depth = longer.length;
                    visit(longer);
                    if (known.size() >= mostStates) {
                        walk();
                        return new Found(known.size(), moves, path.length, false);
                    } else if (longer.length < mostDepth) {
                        open.add(longer);
                    } else {
                        complete = false;
                    }
                }
            }
        }
        return new Found(known.size(), moves, depth, complete);
    }

    private void walk() {
        long seed = Long.getLong(SEED, 1);
        try {
            walk(new Random(seed));
        } catch (Violation violation) {
            throw violation.onAWalk("-D" + SEED + "=" + seed);
        }
    }

    private void walk(Random random) {
        for (int walk = 0; walk < mostStates / STATES_PER_WALK; walk++) {
            World world = worlds.get();
            Path path = new Path(null, 0, 0);
            List<Moves.Move> moves = moves(world);
            for (int left = random.nextInt(LONGEST_WALK); left > 0 && !moves.isEmpty(); left--) {
                int move = random.nextInt(moves.size());
                path = new Path(path, move, path.length + 1);
                attempt(path, null, moves.get(move).happens());
                moves = moves(world);
            }
            attempt(path, "to the end", world::end);
        }
    }

    /** Sees whether it ends well from here. */
    private void visit(Path path) {
        attempt(path, "to the end", play(path)::end);
    }

    private World play(Path path) {
        World world = worlds.get();
        int[] all = path.moves();
        for (int at = 0; at < all.length; at++) {
            Moves.Move move = moves(world).get(all[at]);
            if (at + 1 < all.length) {
                // Went well when it was the last one.
                move.happens().run();
            } else {
                attempt(path, null, move.happens());
            }
        }
        return world;
    }

    // Whatever is thrown is a finding: machines promise not to.
    private void attempt(Path path, @Nullable String further, Runnable what) {
        try {
            what.run();
        } catch (Violation violation) {
            throw violation;
        } catch (RuntimeException | AssertionError wrong) {
            List<String> names = names(path);
            if (further != null) {
                names.add(further);
            }
            throw new Violation(names, wrong);
        }
    }

    private List<String> names(Path path) {
        List<String> names = new ArrayList<>();
        if (path.length == 0) {
            return names;
        }
        World world = worlds.get();
        int[] all = path.moves();
        for (int at = 0; at < all.length; at++) {
            Moves.Move move = moves(world).get(all[at]);
            names.add(move.name());
            if (at + 1 < all.length) {
                move.happens().run();
            }
        }
        return names;
    }

    private static List<Moves.Move> moves(World world) {
        Moves may = new Moves();
        world.moves(may);
        return Collections.unmodifiableList(may.all());
    }

    private static final class Path {
        final @Nullable Path before;
        final int move;
        final int length;

        Path(@Nullable Path before, int move, int length) {
            this.before = before;
            this.move = move;
            this.length = length;
        }

        int[] moves() {
            int[] all = new int[length];
            Path at = this;
            while (at.before != null) {
                all[at.length - 1] = at.move;
                at = at.before;
            }
            return all;
        }
    }
}
