/** What the engine's packages share among themselves. */
@NullMarked
package dev.tercet.internal;

import org.jspecify.annotations.NullMarked;
