/**
 * What every backend and every transport has to do, as suites of JUnit tests that plug into any of them.
 *
 * @see dev.tercet.testkit.contract.ContractTarget
 */
@NullMarked
package dev.tercet.testkit.contract;

import org.jspecify.annotations.NullMarked;
