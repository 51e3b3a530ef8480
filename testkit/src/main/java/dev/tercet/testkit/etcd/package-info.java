/** Real etcd servers, of the version and in the shape that a test asks for. */
@NullMarked
package dev.tercet.testkit.etcd;

import org.jspecify.annotations.NullMarked;
