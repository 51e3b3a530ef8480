/** The JSON gateway, and what etcd answers to plain HTTP. */
@NullMarked
package dev.tercet.embedded.internal.front.http;

import org.jspecify.annotations.NullMarked;
