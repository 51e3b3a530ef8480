package dev.tercet.conformance;

import dev.tercet.testkit.contract.ConnectionContract;
import dev.tercet.testkit.contract.ContractTarget;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.Targets#servers")
record ConnectionTest(ContractTarget target) implements ConnectionContract {}
