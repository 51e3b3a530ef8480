/** What is asked of keys, and what comes back. */
@NullMarked
package dev.tercet.v2.key;

import org.jspecify.annotations.NullMarked;
