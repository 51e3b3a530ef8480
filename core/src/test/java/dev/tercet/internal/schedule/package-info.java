@NullMarked
package dev.tercet.internal.schedule;

import org.jspecify.annotations.NullMarked;
