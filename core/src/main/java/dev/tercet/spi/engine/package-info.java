/** The client's engine without the API of v3 on it, for a dialect of etcd that has an API of its own. */
@NullMarked
package dev.tercet.spi.engine;

import org.jspecify.annotations.NullMarked;
