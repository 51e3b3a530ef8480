/** etcd's own command-line tool, of several versions, tells the embedded etcd and a real one apart in nothing. */
@NullMarked
package dev.tercet.conformance.etcdctl;

import org.jspecify.annotations.NullMarked;
