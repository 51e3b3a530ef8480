@NullMarked
package dev.tercet.kv;

import org.jspecify.annotations.NullMarked;
