package dev.tercet.conformance.faults.embedded;

/** One step of a programme; says in words what it does. */
@FunctionalInterface
interface Step {
    /** Does it. What it refers to that is not there, since other steps were left out, it does without. */
    void run(Play play);
}
