/** The members of a cluster. */
@NullMarked
package dev.tercet.cluster;

import org.jspecify.annotations.NullMarked;
