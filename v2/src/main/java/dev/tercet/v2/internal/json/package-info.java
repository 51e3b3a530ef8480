/** What v2 servers say, out of JSON: read token by token, fields that nobody knows left out. */
@NullMarked
package dev.tercet.v2.internal.json;

import org.jspecify.annotations.NullMarked;
