/** Commands about keys, as etcdctl has them. */
@NullMarked
package dev.tercet.cli.keys;

import org.jspecify.annotations.NullMarked;
