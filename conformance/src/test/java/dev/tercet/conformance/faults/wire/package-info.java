/** The client against servers that are scripts: sessions cut everywhere, answers that no etcd gives, and all of that at random. */
@NullMarked
package dev.tercet.conformance.faults.wire;

import org.jspecify.annotations.NullMarked;
