/** The v2 API's calls on keys, made of transactions on the v3 store. */
@NullMarked
package dev.tercet.v2.internal.overv3.keys;

import org.jspecify.annotations.NullMarked;
