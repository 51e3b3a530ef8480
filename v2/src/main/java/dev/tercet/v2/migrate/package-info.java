/** Copies what the v2 API has into the v3 store, where {@link dev.tercet.v2.EtcdV2Client#over} shows it as it was. */
@NullMarked
package dev.tercet.v2.migrate;

import org.jspecify.annotations.NullMarked;
