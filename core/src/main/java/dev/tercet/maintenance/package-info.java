/** Status, alarms, hashes and snapshots. */
@NullMarked
package dev.tercet.maintenance;

import org.jspecify.annotations.NullMarked;
