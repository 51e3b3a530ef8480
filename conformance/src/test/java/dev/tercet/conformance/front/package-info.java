/** What gRPC's gateway is to etcd, to the scripted servers: so that scripts of gRPC are played to clients that speak JSON. */
@NullMarked
package dev.tercet.conformance.front;

import org.jspecify.annotations.NullMarked;
