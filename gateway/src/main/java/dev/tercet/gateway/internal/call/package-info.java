/** One request and its reply, and what the answers of gateways and of others mean. */
@NullMarked
package dev.tercet.gateway.internal.call;

import org.jspecify.annotations.NullMarked;
