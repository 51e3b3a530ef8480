/**
 * What clients did and saw: recorded while it happens by {@code Recorder}, and a {@code History} afterwards. All times are
 * nanoseconds since the recorder's run began.
 */
@NullMarked
package dev.tercet.conformance.faults.history;

import org.jspecify.annotations.NullMarked;
