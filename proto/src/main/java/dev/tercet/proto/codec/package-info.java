/** The values of the client's API in etcd's messages, and back: one class for each service, and the table of calls. */
@NullMarked
package dev.tercet.proto.codec;

import org.jspecify.annotations.NullMarked;
