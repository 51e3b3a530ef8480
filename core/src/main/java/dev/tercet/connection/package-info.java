/** Where to connect, how, and as whom. */
@NullMarked
package dev.tercet.connection;

import org.jspecify.annotations.NullMarked;
