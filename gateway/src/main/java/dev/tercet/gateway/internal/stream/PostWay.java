package dev.tercet.gateway.internal.stream;

import dev.tercet.gateway.internal.dialect.Dialects;
import dev.tercet.http.HttpDoor;
import java.util.function.LongSupplier;

/**
 * What requests of streams go by.
 *
 * @param door the way to the endpoint
 * @param dialects how it wants to be spoken to
 * @param mostBytes how large a message may be
 * @param clock nanoseconds, monotonic
 */
record PostWay(HttpDoor door, Dialects dialects, int mostBytes, LongSupplier clock) {}
