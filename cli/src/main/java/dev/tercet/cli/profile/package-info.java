/** Looking at profiles. */
@NullMarked
package dev.tercet.cli.profile;

import org.jspecify.annotations.NullMarked;
