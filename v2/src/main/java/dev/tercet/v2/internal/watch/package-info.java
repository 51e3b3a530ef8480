/** What a watch of a backend looks like to whoever waits for it: one event, a loop, a listener, a subscriber. */
@NullMarked
package dev.tercet.v2.internal.watch;

import org.jspecify.annotations.NullMarked;
