/** The services Lock and Election. */
@NullMarked
package dev.tercet.embedded.internal.concurrency;

import org.jspecify.annotations.NullMarked;
