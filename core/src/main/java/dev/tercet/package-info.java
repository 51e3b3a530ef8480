/** The API that people call: the client and its services. */
@NullMarked
package dev.tercet;

import org.jspecify.annotations.NullMarked;
