package dev.tercet.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Several subscriptions that are opened together and closed together. */
public final class Subscriptions implements BenchClient.Subscription {
    private final List<BenchClient.Subscription> opened = new ArrayList<>();

    private Subscriptions() {}

    /** Opens them; if not all of them can be opened, those that are open are closed. */
    public static Subscriptions open(Opening opening) throws Exception {
        Subscriptions all = new Subscriptions();
        try {
            opening.open(all);
            return all;
        } catch (Exception e) {
            all.close();
            throw e;
        }
    }

    /** One more of them, which is open or about to be. */
    public void add(BenchClient.Subscription one) {
        opened.add(one);
    }

    @Override
    public void close() {
        opened.forEach(BenchClient.Subscription::close);
    }

    /** Opens subscriptions one by one. */
    public interface Opening {
        /** Adds each as soon as it has to be closed, then waits until the server has all of them. */
        void open(Subscriptions all) throws Exception;
    }
}
