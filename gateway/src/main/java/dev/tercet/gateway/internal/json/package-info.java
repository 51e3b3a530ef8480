/** What is said, in JSON: the gateway's messages and our values. */
@NullMarked
package dev.tercet.gateway.internal.json;

import org.jspecify.annotations.NullMarked;
