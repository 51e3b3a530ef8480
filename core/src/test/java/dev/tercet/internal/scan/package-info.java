@NullMarked
package dev.tercet.internal.scan;

import org.jspecify.annotations.NullMarked;
