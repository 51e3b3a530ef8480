/** The failures that the v2 API has codes for. */
@NullMarked
package dev.tercet.v2.error;

import org.jspecify.annotations.NullMarked;
