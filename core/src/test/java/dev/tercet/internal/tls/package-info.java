/** Tests of TLS material. */
@NullMarked
package dev.tercet.internal.tls;

import org.jspecify.annotations.NullMarked;
