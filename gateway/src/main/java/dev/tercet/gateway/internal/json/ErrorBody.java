package dev.tercet.gateway.internal.json;

/**
 * What a gateway says instead of an answer.
 *
 * @param code gRPC's number; 0 if it names none, so that it is not etcd's gateway that speaks
 * @param message in the server's words, possibly empty
 */
public record ErrorBody(int code, String message) {}
