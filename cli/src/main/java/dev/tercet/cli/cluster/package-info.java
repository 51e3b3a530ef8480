/** Commands about the cluster and its members, as etcdctl has them. */
@NullMarked
package dev.tercet.cli.cluster;

import org.jspecify.annotations.NullMarked;
