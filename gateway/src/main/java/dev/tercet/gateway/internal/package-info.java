/** The transport, put together. */
@NullMarked
package dev.tercet.gateway.internal;

import org.jspecify.annotations.NullMarked;
