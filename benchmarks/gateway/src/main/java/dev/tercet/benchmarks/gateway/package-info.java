/** Tercet over etcd's JSON gateway as a contender. */
@NullMarked
package dev.tercet.benchmarks.gateway;

import org.jspecify.annotations.NullMarked;
