/** JSON as etcd's gateway reads and writes it. */
@NullMarked
package dev.tercet.embedded.internal.front.json;

import org.jspecify.annotations.NullMarked;
