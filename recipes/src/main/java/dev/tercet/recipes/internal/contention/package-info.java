/**
 * A key of ours in a queue of keys, and the wait until it is our turn: what locks, elections and semaphores are made of.
 *
 * <p>The queue is a range of keys, its order that of their creation revisions, as in Go's {@code concurrency} package. A {@link
 * dev.tercet.recipes.internal.contention.Rule} says how many older keys of which range leave the turn to us. One transaction puts our
 * key unless it is there, and reads what is in front. If it is not our turn, the keys in the way are read and watched, together
 * with our own; whatever happens to them, or to the store before the watch began, is followed by another read, until nothing is in the
 * way and our own key is still the one that was put.
 *
 * <p>There is one {@link dev.tercet.recipes.internal.contention.Contender} to a ground, since the key of a place has the lease in its
 * name: who enters where another of the same ground is waiting or has its turn shares that key, and the key goes when the last of
 * them leaves. Hence what is built on this is re-entrant per session.
 *
 * <p>Who gives up, by cancelling the future or by its deadline, is told at once; the key is deleted behind its back, as often as it
 * takes. Who enters meanwhile waits until a delete has been answered; and each names the revision that made the key, so that one that
 * comes late meets no other.
 */
@NullMarked
package dev.tercet.recipes.internal.contention;

import org.jspecify.annotations.NullMarked;
