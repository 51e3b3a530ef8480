@NullMarked
package dev.tercet.v2.internal.json;

import org.jspecify.annotations.NullMarked;
