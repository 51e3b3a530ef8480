package dev.tercet.explore;

/**
 * A machine, all that surrounds it, and what must be true of the two. It is made anew for each path, so it may keep what it likes; but
 * what it keeps is part of the state, and what only grows, such as a log, makes every state a new one.
 *
 * <p>What is wrong is told by throwing: an {@link AssertionError} as a rule.
 */
public interface World {
    /** Says what may happen now: always the same after the same moves. */
    void moves(Moves may);

    /**
     * Goes on to an end in which nothing is under way any more, as the surroundings would if nothing went wrong from now on, and looks
     * whether everybody got what they were promised. Called for every state that is found, on a copy.
     */
    default void end() {}

    /**
     * Says what must be.
     *
     * @param otherwise what to say, in parts, if it is not
     * @throws AssertionError if it is not
     */
    static void must(boolean holds, Object... otherwise) {
        if (!holds) {
            StringBuilder text = new StringBuilder();
            for (Object part : otherwise) {
                text.append(part);
            }
            throw new AssertionError(text.toString());
        }
    }
}
