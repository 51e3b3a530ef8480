package dev.tercet.internal.client;

import dev.tercet.internal.call.Engine;
import dev.tercet.internal.watch.Parcels;

/**
 * What all views of a client share besides the engine's own insides.
 *
 * @param engine the engine
 * @param shutdown its end
 * @param claims the keys held or wanted at the server's lock and election services
 * @param parcels what watches hand on
 */
record Shared(Engine engine, Shutdown shutdown, Claims claims, Parcels parcels) {}
