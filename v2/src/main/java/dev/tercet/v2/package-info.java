/** The v2 API of etcd, over v2 HTTP or over the v3 store. */
@NullMarked
package dev.tercet.v2;

import org.jspecify.annotations.NullMarked;
