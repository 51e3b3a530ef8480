@NullMarked
package dev.tercet.internal.token;

import org.jspecify.annotations.NullMarked;
