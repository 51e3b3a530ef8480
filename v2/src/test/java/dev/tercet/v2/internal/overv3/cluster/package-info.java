@NullMarked
package dev.tercet.v2.internal.overv3.cluster;

import org.jspecify.annotations.NullMarked;
