/** The services: thin classes between the API and the engine. */
@NullMarked
package dev.tercet.internal.client;

import org.jspecify.annotations.NullMarked;
