/** Which endpoint a call goes to, and which are set aside. */
@NullMarked
package dev.tercet.internal.endpoint;

import org.jspecify.annotations.NullMarked;
