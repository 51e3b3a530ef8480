/**
 * A gRPC server that plays exact sequences and records all it was sent, for what a real etcd does only once in a thousand years.
 *
 * <p>For Tercet's own suites: its methods take gRPC's and protobuf's types, which no other package of ours shows.
 */
@NullMarked
package dev.tercet.testkit.script;

import org.jspecify.annotations.NullMarked;
