/** What a fault run leaves for people: a text, and a page with a timeline. */
@NullMarked
package dev.tercet.conformance.faults.report;

import org.jspecify.annotations.NullMarked;
