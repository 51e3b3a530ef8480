/**
 * Whether what clients saw can have been: {@code Checks} asks all of it. The calls are checked against each other
 * ({@code Linearizability}, {@code AnswersCheck}), against what really happened ({@code LogCheck}), and for what they say about
 * failures ({@code OutcomeCheck}); watches, locks and leases each have a check of their own.
 */
@NullMarked
package dev.tercet.conformance.faults.check;

import org.jspecify.annotations.NullMarked;
