package dev.tercet.internal.client;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.internal.call.Calls;
import dev.tercet.kv.Header;
import dev.tercet.maintenance.Status;
import dev.tercet.spi.MaintenanceRpcs;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Finds the leader among the endpoints, and asks it to hand over. The first endpoint that says it leads will do. */
final class LeaderMove {
    private LeaderMove() {}

    static Chain<Header> to(long targetId, View view) {
        Deadline deadline = new Deadline(view.scheduler(), view.options());
        return leader(view)
                .then(endpoint -> Chain.call(
                        view.calls().at(endpoint),
                        MaintenanceRpcs.MOVE_LEADER,
                        new MaintenanceRpcs.MoveLeader(targetId),
                        deadline.left()));
    }

    private static Chain<String> leader(View view) {
        List<String> endpoints = view.calls().endpoints();
        AtomicInteger missing = new AtomicInteger(endpoints.size());
        List<Calls.Cancellable> questions = new ArrayList<>();
        Chain<String> leader = new Chain<>();
        for (String endpoint : endpoints) {
            Calls.Result<Status> result = (@Nullable Status reply, @Nullable EtcdException failure) -> {
                if (reply != null && reply.isLeader()) {
                    leader.complete(endpoint);
                } else if (missing.decrementAndGet() == 0) {
                    leader.completeExceptionally(none(endpoints));
                }
            };
            questions.add(view.calls()
                    .at(endpoint)
                    .call(MaintenanceRpcs.STATUS, MaintenanceRpcs.Ask.STATUS, view.options(), result));
        }
        leader.under(() -> questions.forEach(Calls.Cancellable::cancel));
        return leader;
    }

    private static EtcdException none(List<String> endpoints) {
        return new RejectedEtcdException(Details.of(
                ErrorCode.NOT_LEADER,
                Outcome.NOT_APPLIED,
                "move the leader: none of " + endpoints
                        + " says that it leads, and only the leader can hand over; give the client all endpoints"));
    }
}
