@NullMarked
package dev.tercet.connection;

import org.jspecify.annotations.NullMarked;
