@NullMarked
package dev.tercet.internal.watch;

import org.jspecify.annotations.NullMarked;
