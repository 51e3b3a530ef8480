/** The v2 API, over v2 HTTP and over the v3 store alike. */
@NullMarked
package dev.tercet.conformance.v2;

import org.jspecify.annotations.NullMarked;
