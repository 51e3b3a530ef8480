package dev.tercet.gateway.internal.dialect;

/**
 * How one endpoint's gateway wants to be spoken to.
 *
 * @param prefix {@code /v3}, {@code /v3beta} or {@code /v3alpha}
 * @param major of the server's version, 0 if it is not known
 * @param minor of the server's version
 * @param patch of the server's version
 */
public record Dialect(String prefix, int major, int minor, int patch) {}
