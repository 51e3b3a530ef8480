/** Replies as text: etcdctl's formats, byte for byte, and further ones. */
@NullMarked
package dev.tercet.cli.output;

import org.jspecify.annotations.NullMarked;
