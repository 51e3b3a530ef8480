@NullMarked
package dev.tercet.testkit.junit;

import org.jspecify.annotations.NullMarked;
