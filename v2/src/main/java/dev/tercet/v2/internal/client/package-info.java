/** The client's two views, and how they are put together. */
@NullMarked
package dev.tercet.v2.internal.client;

import org.jspecify.annotations.NullMarked;
