@NullMarked
package dev.tercet.internal.namespace;

import org.jspecify.annotations.NullMarked;
