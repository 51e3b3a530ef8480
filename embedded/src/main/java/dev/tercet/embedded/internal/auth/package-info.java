/** Users, roles and tokens, and who may do what. */
@NullMarked
package dev.tercet.embedded.internal.auth;

import org.jspecify.annotations.NullMarked;
