/** The v2 API of a server, over HTTP. */
@NullMarked
package dev.tercet.v2.internal.http;

import org.jspecify.annotations.NullMarked;
