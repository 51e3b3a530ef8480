@NullMarked
package dev.tercet.v2.internal.overv3.keys;

import org.jspecify.annotations.NullMarked;
