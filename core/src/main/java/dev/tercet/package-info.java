/** The client, and its services. */
@NullMarked
package dev.tercet;

import org.jspecify.annotations.NullMarked;
