/** Tests of watching elections. */
@NullMarked
package dev.tercet.internal.election;

import org.jspecify.annotations.NullMarked;
