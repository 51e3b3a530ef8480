/** The code of the page about the v2 API. */
@NullMarked
package dev.tercet.v2.docs;

import org.jspecify.annotations.NullMarked;
