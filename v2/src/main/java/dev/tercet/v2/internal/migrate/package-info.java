/** How trees of the v2 API are copied into the v3 store, and compared. */
@NullMarked
package dev.tercet.v2.internal.migrate;

import org.jspecify.annotations.NullMarked;
