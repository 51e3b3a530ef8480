/** Calls on single keys that go together in transactions. */
@NullMarked
package dev.tercet.internal.batch;

import org.jspecify.annotations.NullMarked;
