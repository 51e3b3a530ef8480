/** Whether the gateway's transport says and reads JSON as protobuf's own library does. */
@NullMarked
package dev.tercet.conformance.gateway.oracle;

import org.jspecify.annotations.NullMarked;
