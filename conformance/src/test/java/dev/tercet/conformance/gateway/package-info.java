/** The JSON gateway and the pages beside it: what a real etcd answers to HTTP, and what the embedded one does. */
@NullMarked
package dev.tercet.conformance.gateway;

import org.jspecify.annotations.NullMarked;
