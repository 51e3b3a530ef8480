/** etcd's refusals: a code and an exact text each. */
@NullMarked
package dev.tercet.embedded.internal.status;

import org.jspecify.annotations.NullMarked;
