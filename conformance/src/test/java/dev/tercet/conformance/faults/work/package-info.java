/** What clients do while things fail: calls, watches, leases and locks, all of it recorded. */
@NullMarked
package dev.tercet.conformance.faults.work;

import org.jspecify.annotations.NullMarked;
