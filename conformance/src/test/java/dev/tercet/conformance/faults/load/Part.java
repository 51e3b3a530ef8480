package dev.tercet.conformance.faults.load;

/** One kind of load. It leaves nothing behind when it returns, which is what is weighed. */
interface Part {
    /** What it is called in findings. */
    String name();

    /** How often it does what it does, given the time. */
    long fullSize();

    /** Whether the full form has to do all of that, however long it takes. */
    default boolean doesAll() {
        return false;
    }

    /** Whether a little of it is done before, so that what is there for good is there when it is weighed. */
    default boolean warmsUp() {
        return true;
    }

    /** Does it, as often as the work says. */
    void run(Work work) throws Exception;
}
