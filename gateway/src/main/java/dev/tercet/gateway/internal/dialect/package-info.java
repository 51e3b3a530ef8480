/** Which gateway it is: paths and manners by version, found out once for each endpoint. */
@NullMarked
package dev.tercet.gateway.internal.dialect;

import org.jspecify.annotations.NullMarked;
