/** The driver: starts the servers and one process per contender, gives them turns, and prints the table. */
@NullMarked
package dev.tercet.benchmarks.driver;

import org.jspecify.annotations.NullMarked;
