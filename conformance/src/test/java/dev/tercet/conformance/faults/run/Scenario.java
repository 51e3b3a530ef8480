package dev.tercet.conformance.faults.run;

import java.time.Duration;

/** One way to try the client. It starts what it needs and ends it again, whatever happens. */
public interface Scenario {
    /** What it is called by {@code --scenario}: lower case, with hyphens. */
    String name();

    /** What it does, in one line for people. */
    String says();

    /** The time from which on it leaves nothing out; none if it does the more the longer it takes. */
    default Duration full() {
        return Duration.ZERO;
    }

    /**
     * Runs.
     *
     * @return what was done and what was found. A fault of the machine, such as an etcd that is not to be had, is thrown
     */
    Findings run(Plan plan) throws Exception;

    /**
     * Runs one case again, by the name that a finding gave it.
     *
     * @throws NoSuchCase if there is no such case
     */
    default Findings again(String one, Plan plan) throws Exception {
        throw new NoSuchCase("scenario " + name() + " has no cases that have a name");
    }
}
