package dev.tercet.conformance.faults.run;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a scenario is to be run.
 *
 * @param seed all that is at random follows from it
 * @param time how long it may take, about; one whose work is counted does what fits
 * @param version the etcd to run against, such as {@code 3.5} or {@code newest}; of no meaning where none is started
 * @param folder where it may leave reports; exists
 */
public record Plan(long seed, Duration time, String version, Path folder) {}
