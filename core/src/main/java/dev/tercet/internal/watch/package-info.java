/**
 * Watches: a {@code WatchMachine} for each range decides, a {@code GroupMachine} makes one story of several ranges, and a {@code
 * WatchRunner} feeds both and does what they say.
 */
@NullMarked
package dev.tercet.internal.watch;

import org.jspecify.annotations.NullMarked;
