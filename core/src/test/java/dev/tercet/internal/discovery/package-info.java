@NullMarked
package dev.tercet.internal.discovery;

import org.jspecify.annotations.NullMarked;
