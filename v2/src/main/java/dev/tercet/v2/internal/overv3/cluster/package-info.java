/** What a cluster says of itself, in v2's words, from what v3 tells. */
@NullMarked
package dev.tercet.v2.internal.overv3.cluster;

import org.jspecify.annotations.NullMarked;
