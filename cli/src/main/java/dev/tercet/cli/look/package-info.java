/** Looking closer: what differs, what was, what is where, and putting back what was. */
@NullMarked
package dev.tercet.cli.look;

import org.jspecify.annotations.NullMarked;
