/** All of it put together. */
@NullMarked
package dev.tercet.embedded.internal.server;

import org.jspecify.annotations.NullMarked;
