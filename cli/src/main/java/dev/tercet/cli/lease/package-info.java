/** Commands about leases. */
@NullMarked
package dev.tercet.cli.lease;

import org.jspecify.annotations.NullMarked;
