/** {@code tercet bench}: how fast a cluster answers, measured from here. */
@NullMarked
package dev.tercet.cli.bench;

import org.jspecify.annotations.NullMarked;
