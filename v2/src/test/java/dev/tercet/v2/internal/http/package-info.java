@NullMarked
package dev.tercet.v2.internal.http;

import org.jspecify.annotations.NullMarked;
