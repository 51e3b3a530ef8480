@NullMarked
package dev.tercet.v2.internal.overv3;

import org.jspecify.annotations.NullMarked;
