/** Certificates and keys in files, as JSSE wants them, and read again when they change. */
@NullMarked
package dev.tercet.internal.tls;

import org.jspecify.annotations.NullMarked;
