/** Certificates and keys for tests, good ones and bad ones. */
@NullMarked
package dev.tercet.testkit.tls;

import org.jspecify.annotations.NullMarked;
