/** The client over HTTP and JSON, against a server that plays exact bytes. */
@NullMarked
package dev.tercet.conformance.gateway.script;

import org.jspecify.annotations.NullMarked;
