/** The bare stubs on gRPC's OkHttp transport. */
@NullMarked
package dev.tercet.benchmarks.bareokhttp;

import org.jspecify.annotations.NullMarked;
