/** The exception family: every failure says what happened to the data. */
@NullMarked
package dev.tercet.error;

import org.jspecify.annotations.NullMarked;
