/**
 * HTTP/1.1 and websockets to one endpoint: the only package that knows java.net.http.
 *
 * <p>Others see {@link dev.tercet.http.HttpDoor}, what is asked of it and who takes what comes. The rest is its one
 * implementation: a call or a socket each, the client that they share, and what the JDK's own does not do as it should.
 */
@NullMarked
package dev.tercet.http;

import org.jspecify.annotations.NullMarked;
