/** What the command line does in a second, and in how much memory. */
@NullMarked
package dev.tercet.benchmarks.cli;

import org.jspecify.annotations.NullMarked;
