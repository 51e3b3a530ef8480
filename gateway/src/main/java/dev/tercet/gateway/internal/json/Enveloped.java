package dev.tercet.gateway.internal.json;

import org.jspecify.annotations.Nullable;

/**
 * One object of an answer that goes on: a message or an error, never both and never neither.
 *
 * @param result the message, null if it is an error
 * @param error the error, after which nothing comes, null if it is a message
 * @param <R> the message, a value of ours
 */
public record Enveloped<R>(@Nullable R result, @Nullable ErrorBody error) {}
