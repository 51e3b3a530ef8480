package dev.tercet.conformance;

import dev.tercet.AsyncEtcdClient;
import dev.tercet.EtcdClient;
import dev.tercet.testkit.contract.ContractTarget;
import dev.tercet.testkit.contract.KvContract;
import dev.tercet.testkit.contract.RangeContract;
import dev.tercet.testkit.contract.Subject;
import dev.tercet.testkit.contract.TxnContract;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code kv()} promises, {@code kv().batching()} does. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.Targets#all")
record BatchedKvTest(ContractTarget target) implements KvContract, RangeContract, TxnContract {
    @Override
    public Subject etcd() {
        Subject plain = target.shared();
        return new Subject(batching(EtcdClient.class, plain.client()), plain.view());
    }

    /** The same, whose keys and values go together. */
    private static <C> C batching(Class<C> type, C client) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            try {
                Object answer = method.invoke(client, args);
                return switch (method.getName()) {
                    case "kv" ->
                        client instanceof EtcdClient blocking
                                ? blocking.kv().batching()
                                : ((AsyncEtcdClient) client).kv().batching();
                    case "async" -> batching(AsyncEtcdClient.class, (AsyncEtcdClient) answer);
                    case "with", "withTimeout", "withNamespace", "withCharset" ->
                        batching(EtcdClient.class, (EtcdClient) answer);
                    default -> answer;
                };
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
