/** The service Maintenance, alarms and the quota, and compaction by itself. */
@NullMarked
package dev.tercet.embedded.internal.maintenance;

import org.jspecify.annotations.NullMarked;
