package dev.tercet.conformance;

import dev.tercet.testkit.contract.ContractTarget;
import dev.tercet.testkit.contract.KvContract;
import dev.tercet.testkit.contract.RangeContract;
import dev.tercet.testkit.contract.Subject;
import dev.tercet.testkit.contract.TxnContract;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What keys and values promise, they do with callbacks on the I/O thread. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.Targets#all")
record InPlaceKvTest(ContractTarget target) implements KvContract, RangeContract, TxnContract {
    @Override
    public Subject etcd() {
        Subject plain = target.shared();
        return new Subject(plain.client().withCallbacksOnIoThread(), plain.view());
    }
}
