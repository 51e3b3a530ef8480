/** Finding endpoints by DNS. */
@NullMarked
package dev.tercet.internal.discovery;

import org.jspecify.annotations.NullMarked;
