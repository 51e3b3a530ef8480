/** Every suite over every backend, transport and view; and the walls between the modules. */
@NullMarked
package dev.tercet.conformance;

import org.jspecify.annotations.NullMarked;
