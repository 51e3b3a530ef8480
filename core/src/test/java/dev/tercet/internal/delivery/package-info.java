@NullMarked
package dev.tercet.internal.delivery;

import org.jspecify.annotations.NullMarked;
