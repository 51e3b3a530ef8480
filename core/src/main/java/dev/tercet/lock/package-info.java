/** What the server's own lock service answers. */
@NullMarked
package dev.tercet.lock;

import org.jspecify.annotations.NullMarked;
