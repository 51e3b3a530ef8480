/** Faults on demand: what a server in the same process is told to do wrong, and how often. */
@NullMarked
package dev.tercet.embedded.fault;

import org.jspecify.annotations.NullMarked;
