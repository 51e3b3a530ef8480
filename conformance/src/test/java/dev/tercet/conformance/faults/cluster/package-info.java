/** Three real members, with something in front of each port that can be made to fail. */
@NullMarked
package dev.tercet.conformance.faults.cluster;

import org.jspecify.annotations.NullMarked;
