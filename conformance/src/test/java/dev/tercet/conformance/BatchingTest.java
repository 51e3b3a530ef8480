package dev.tercet.conformance;

import dev.tercet.testkit.contract.BatchingContract;
import dev.tercet.testkit.contract.ContractTarget;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.Targets#all")
record BatchingTest(ContractTarget target) implements BatchingContract {}
