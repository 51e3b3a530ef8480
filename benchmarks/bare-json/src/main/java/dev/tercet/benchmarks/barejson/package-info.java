/** A bare HTTP client as a contender: what the wire itself costs. */
@NullMarked
package dev.tercet.benchmarks.barejson;

import org.jspecify.annotations.NullMarked;
