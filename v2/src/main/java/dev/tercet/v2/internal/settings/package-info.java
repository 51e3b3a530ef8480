/** What a client is set up with. */
@NullMarked
package dev.tercet.v2.internal.settings;

import org.jspecify.annotations.NullMarked;
