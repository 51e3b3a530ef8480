/**
 * An HTTP/1.1 server that plays exact bytes and records all it was sent: for what proxies, balancers and broken connections do to
 * etcd's JSON gateway.
 */
@NullMarked
package dev.tercet.testkit.script.http;

import org.jspecify.annotations.NullMarked;
