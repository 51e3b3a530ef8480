/** What answers the calls of a v2 client. */
@NullMarked
package dev.tercet.v2.internal.backend;

import org.jspecify.annotations.NullMarked;
