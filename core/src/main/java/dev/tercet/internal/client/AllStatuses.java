package dev.tercet.internal.client;

import dev.tercet.error.EtcdException;
import dev.tercet.internal.call.Calls;
import dev.tercet.maintenance.EndpointStatus;
import dev.tercet.maintenance.Status;
import dev.tercet.spi.MaintenanceRpcs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Asks every endpoint how it is, all at once. */
final class AllStatuses {
    private AllStatuses() {}

    static Chain<List<EndpointStatus>> ask(View view) {
        List<String> endpoints = view.calls().endpoints();
        AtomicReferenceArray<EndpointStatus> answers = new AtomicReferenceArray<>(endpoints.size());
        AtomicInteger missing = new AtomicInteger(endpoints.size());
        Chain<List<EndpointStatus>> all = new Chain<>();
        List<Calls.Cancellable> questions = new ArrayList<>();
        for (int i = 0; i < endpoints.size(); i++) {
            int index = i;
            String endpoint = endpoints.get(i);
            Calls.Result<Status> result = (@Nullable Status reply, @Nullable EtcdException failure) -> {
                answers.set(index, new EndpointStatus(endpoint, reply, failure));
                if (missing.decrementAndGet() == 0) {
                    all.complete(list(answers));
                }
            };
            questions.add(view.calls()
                    .at(endpoint)
                    .call(MaintenanceRpcs.STATUS, MaintenanceRpcs.Ask.STATUS, view.options(), result));
        }
        all.under(() -> questions.forEach(Calls.Cancellable::cancel));
        return all;
    }

    private static List<EndpointStatus> list(AtomicReferenceArray<EndpointStatus> answers) {
        EndpointStatus[] list = new EndpointStatus[answers.length()];
        Arrays.setAll(list, answers::get);
        return List.of(list);
    }
}
