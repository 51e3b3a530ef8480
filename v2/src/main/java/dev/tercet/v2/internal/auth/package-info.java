/** Users and roles: over v2 HTTP, and as permissions of the v3 store. */
@NullMarked
package dev.tercet.v2.internal.auth;

import org.jspecify.annotations.NullMarked;
