/** The data model: bytes, keys, ranges, operations and what they answer. */
@NullMarked
package dev.tercet.kv;

import org.jspecify.annotations.NullMarked;
