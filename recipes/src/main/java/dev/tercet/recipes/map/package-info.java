/** Maps of one's own types over a prefix, with secondary indexes. */
@NullMarked
package dev.tercet.recipes.map;

import org.jspecify.annotations.NullMarked;
