/** The tercet command: what is typed, and what becomes of it. */
@NullMarked
package dev.tercet.cli;

import org.jspecify.annotations.NullMarked;
