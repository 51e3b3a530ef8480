/** A watch out of many waiting calls, each of which tells one event. */
@NullMarked
package dev.tercet.v2.internal.longpoll;

import org.jspecify.annotations.NullMarked;
