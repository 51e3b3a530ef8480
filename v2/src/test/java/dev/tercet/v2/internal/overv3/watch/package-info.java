@NullMarked
package dev.tercet.v2.internal.overv3.watch;

import org.jspecify.annotations.NullMarked;
