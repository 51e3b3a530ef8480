/** A TCP proxy that misbehaves on demand. */
@NullMarked
package dev.tercet.testkit.proxy;

import org.jspecify.annotations.NullMarked;
