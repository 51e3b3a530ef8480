/** How results reach user code: off the I/O thread, in batches. */
@NullMarked
package dev.tercet.internal.delivery;

import org.jspecify.annotations.NullMarked;
