/** etcd4j as a contender. */
@NullMarked
package dev.tercet.benchmarks.etcd4j;

import org.jspecify.annotations.NullMarked;
