package dev.tercet.explore;

import java.util.ArrayList;
import java.util.List;

/** What may happen next. */
public final class Moves {
    record Move(String name, Runnable happens) {}

    private final List<Move> moves = new ArrayList<>();

    Moves() {}

    /**
     * This may happen.
     *
     * @param name for who reads a path
     */
    public void happen(String name, Runnable happens) {
        moves.add(new Move(name, happens));
    }

    /** This may happen if that is so. */
    public void happenIf(boolean possible, String name, Runnable happens) {
        if (possible) {
            happen(name, happens);
        }
    }

    List<Move> all() {
        return moves;
    }
}
