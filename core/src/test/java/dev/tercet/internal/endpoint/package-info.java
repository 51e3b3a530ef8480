@NullMarked
package dev.tercet.internal.endpoint;

import org.jspecify.annotations.NullMarked;
