/** The service Cluster, of one member. */
@NullMarked
package dev.tercet.embedded.internal.cluster;

import org.jspecify.annotations.NullMarked;
