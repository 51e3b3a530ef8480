/** Reads the files of bbolt, in which etcd keeps its database and its snapshots. */
@NullMarked
package dev.tercet.cli.bolt;

import org.jspecify.annotations.NullMarked;
