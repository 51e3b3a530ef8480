package dev.tercet.embedded.internal.server;

/**
 * What is under way.
 *
 * @param watches watches that the server keeps
 * @param streams streams that are open, but for those of watches and of renewals
 * @param waitingCalls calls that wait for their answer
 */
public record Usage(int watches, int streams, int waitingCalls) {}
