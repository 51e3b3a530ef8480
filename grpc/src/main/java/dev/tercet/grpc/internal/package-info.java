/** The transport itself. */
@NullMarked
package dev.tercet.grpc.internal;

import org.jspecify.annotations.NullMarked;
