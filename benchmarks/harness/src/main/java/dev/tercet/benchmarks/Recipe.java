package dev.tercet.benchmarks;

/** What one thread of a recipe's row does again and again: a lock and an unlock, say, on a session of its own. */
public interface Recipe {
    /** A recipe of two parts, neither of which returns anything. */
    static Recipe of(Step once, Step end) {
        return new Recipe() {
            @Override
            public void once() throws Exception {
                once.run();
            }

            @Override
            public void end() throws Exception {
                end.run();
            }
        };
    }

    /** Does it once, and waits for it. */
    void once() throws Exception;

    /** Gives back what it was done with. */
    void end() throws Exception;

    /** Calls of a client. */
    interface Step {
        /** Makes them. */
        void run() throws Exception;
    }
}
