/** Looks a cluster over, and says what is wrong with it. */
@NullMarked
package dev.tercet.cli.doctor;

import org.jspecify.annotations.NullMarked;
