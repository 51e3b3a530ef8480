/** What a cluster says of itself in the v2 API. */
@NullMarked
package dev.tercet.v2.cluster;

import org.jspecify.annotations.NullMarked;
