package dev.tercet.conformance;

import dev.tercet.testkit.contract.ContractTarget;
import dev.tercet.testkit.contract.WatchLoadContract;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.Targets#scriptedWatches")
record WatchLoadTest(ContractTarget target) implements WatchLoadContract {}
