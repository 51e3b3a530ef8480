@NullMarked
package dev.tercet.internal.batch;

import org.jspecify.annotations.NullMarked;
