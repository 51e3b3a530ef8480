/** Whom the client believes, what it tells nobody, and whose its files are: what SECURITY.md promises. */
@NullMarked
package dev.tercet.conformance.security;

import org.jspecify.annotations.NullMarked;
