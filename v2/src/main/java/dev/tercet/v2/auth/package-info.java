/** Users, roles and permissions of the v2 API. */
@NullMarked
package dev.tercet.v2.auth;

import org.jspecify.annotations.NullMarked;
