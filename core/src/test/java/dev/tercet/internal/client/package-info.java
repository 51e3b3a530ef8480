/** Tests of the services. */
@NullMarked
package dev.tercet.internal.client;

import org.jspecify.annotations.NullMarked;
