/** What a server takes for time. */
@NullMarked
package dev.tercet.embedded.internal.time;

import org.jspecify.annotations.NullMarked;
