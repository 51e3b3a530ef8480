/** HTTP/1.1 and websockets to one endpoint: the only package that knows java.net.http. */
@NullMarked
package dev.tercet.gateway.internal.http;

import org.jspecify.annotations.NullMarked;
