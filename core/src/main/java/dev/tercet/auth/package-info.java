/** Users, roles and permissions. */
@NullMarked
package dev.tercet.auth;

import org.jspecify.annotations.NullMarked;
