package dev.tercet.v2.cluster;

/**
 * What came back from a raw call.
 *
 * @param status the HTTP status, 200 to 299
 * @param etcdIndex the store's index; 0 if it did not say
 * @param body the body
 * @since 0.1
 */
public record ApiAnswer(int status, long etcdIndex, String body) {}
