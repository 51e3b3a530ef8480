/**
 * For those who write a transport: what carries many watches on one stream of the wire, whatever the wire is.
 *
 * <p>The rules of etcd's watch streams are in {@link dev.tercet.spi.hub.WatchHubMachine}; a transport brings the streams, and a codec
 * for {@link dev.tercet.spi.hub.WatchUp} and {@link dev.tercet.spi.hub.WatchDown}.
 */
@NullMarked
package dev.tercet.spi.hub;

import org.jspecify.annotations.NullMarked;
