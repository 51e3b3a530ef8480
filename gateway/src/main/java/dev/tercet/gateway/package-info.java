/** The transport over etcd's JSON gateway. Found by {@link java.util.ServiceLoader}; having it on the class path or module path is enough. */
@NullMarked
package dev.tercet.gateway;

import org.jspecify.annotations.NullMarked;
