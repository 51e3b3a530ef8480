/**
 * Answers that go on, each to a request of its own, which is what "posted" says in the names here.
 *
 * <p>{@code PostedRequest} is one such request. {@code PostedStream} is a snapshot or an observed election, which is one of them;
 * {@code PostedWatch} is a watch, which is one after another, as its machine says.
 */
@NullMarked
package dev.tercet.gateway.internal.stream;

import org.jspecify.annotations.NullMarked;
