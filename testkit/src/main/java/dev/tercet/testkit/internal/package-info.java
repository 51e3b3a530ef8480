/** What the packages of this module share. */
@NullMarked
package dev.tercet.testkit.internal;

import org.jspecify.annotations.NullMarked;
