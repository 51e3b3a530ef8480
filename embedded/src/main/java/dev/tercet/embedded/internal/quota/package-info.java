/** How much room there is, and the alarms: what writes are measured by. */
@NullMarked
package dev.tercet.embedded.internal.quota;

import org.jspecify.annotations.NullMarked;
