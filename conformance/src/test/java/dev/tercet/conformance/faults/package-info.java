/** The client under faults: what it did is recorded, and the record is checked. Run by {@code ./faults}, and shortly by the tests. */
@NullMarked
package dev.tercet.conformance.faults;

import org.jspecify.annotations.NullMarked;
