package dev.tercet.v2.internal.json;

import tools.jackson.core.JsonParser;

/** Reads a value at whose first token the parser is, to its last. */
@FunctionalInterface
interface JsonReader<T> {
    T read(JsonParser in);
}
