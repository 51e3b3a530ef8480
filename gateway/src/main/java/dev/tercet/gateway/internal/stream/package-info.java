/** Answers that go on: snapshots, observed elections, watches with a request of their own. */
@NullMarked
package dev.tercet.gateway.internal.stream;

import org.jspecify.annotations.NullMarked;
