/** What the transport's tests share: answers to wait for, and peers that behave as told. */
@NullMarked
package dev.tercet.grpc.support;

import org.jspecify.annotations.NullMarked;
