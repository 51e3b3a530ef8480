/** Commands about users, roles and what they may do. */
@NullMarked
package dev.tercet.cli.auth;

import org.jspecify.annotations.NullMarked;
