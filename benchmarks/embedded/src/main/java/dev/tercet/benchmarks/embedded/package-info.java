/** The etcd in the same process, measured through Tercet's own client without a socket. */
@NullMarked
package dev.tercet.benchmarks.embedded;

import org.jspecify.annotations.NullMarked;
