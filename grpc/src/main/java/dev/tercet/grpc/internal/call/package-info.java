/** One call on the wire: its messages, how far it got, and how it failed. */
@NullMarked
package dev.tercet.grpc.internal.call;

import org.jspecify.annotations.NullMarked;
