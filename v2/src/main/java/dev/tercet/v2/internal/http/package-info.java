/** v2 over HTTP: how calls are written and answers understood, as a transport of the engine, and the backend over it. */
@NullMarked
package dev.tercet.v2.internal.http;

import org.jspecify.annotations.NullMarked;
