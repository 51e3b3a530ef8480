/** What is done to a cluster while clients use it, when, and for how long: all of it follows from a seed. */
@NullMarked
package dev.tercet.conformance.faults.nemesis;

import org.jspecify.annotations.NullMarked;
