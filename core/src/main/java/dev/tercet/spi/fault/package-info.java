/**
 * For those who write a transport: what is wrong with a connection, in the same words on every wire.
 *
 * <p>How far a request got only the transport knows; what a certificate or a handshake lacks is the JDK's to say, whatever carries it.
 */
@NullMarked
package dev.tercet.spi.fault;

import org.jspecify.annotations.NullMarked;
