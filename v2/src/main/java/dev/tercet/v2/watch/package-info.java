/** What is asked of watches, and what comes of them. */
@NullMarked
package dev.tercet.v2.watch;

import org.jspecify.annotations.NullMarked;
