/** etcd-java as a contender. */
@NullMarked
package dev.tercet.benchmarks.etcdjava;

import org.jspecify.annotations.NullMarked;
