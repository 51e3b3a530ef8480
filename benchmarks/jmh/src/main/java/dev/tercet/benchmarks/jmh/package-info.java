/** What the inner pieces cost by themselves. Pieces that their package keeps to itself have their benchmarks in a package of its name. */
@NullMarked
package dev.tercet.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
