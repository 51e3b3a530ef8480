package dev.tercet.embedded.internal.maintenance;

import dev.tercet.embedded.internal.auth.Guard;
import dev.tercet.embedded.internal.quota.Alarms;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.state.Headers;
import dev.tercet.embedded.internal.state.RaftIndex;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.proto.etcdserverpb.AlarmRequest;
import dev.tercet.proto.etcdserverpb.AlarmRequest.AlarmAction;
import dev.tercet.proto.etcdserverpb.AlarmResponse;
import dev.tercet.proto.etcdserverpb.AlarmType;

/** Answers calls about alarms. Within a step. */
final class AlarmCalls {
    private final Alarms alarms;
    private final Headers headers;
    private final Guard guard;
    private final RaftIndex index;

    AlarmCalls(Alarms alarms, Headers headers, Guard guard, RaftIndex index) {
        this.alarms = alarms;
        this.headers = headers;
        this.guard = guard;
        this.index = index;
    }

    AlarmResponse answer(AlarmRequest request, Caller caller) {
        if (request.getAction() == AlarmAction.GET) {
            guard.user(caller);
        } else {
            guard.root(caller);
        }
        AlarmResponse.Builder reply = AlarmResponse.newBuilder().setHeader(headers.now());
        switch (request.getAction()) {
            case GET -> reply.addAllAlarms(alarms.raised(request.getAlarm()));
            case ACTIVATE -> {
                if (request.getAlarm() != AlarmType.NONE) {
                    reply.addAlarms(alarms.activate(request.getMemberID(), request.getAlarm()));
                }
            }
            case DEACTIVATE ->
                alarms.deactivate(request.getMemberID(), request.getAlarm()).ifPresent(reply::addAlarms);
            // etcd itself does not survive this one.
            case UNRECOGNIZED -> throw EtcdErrors.UNKNOWN_METHOD;
        }
        // All of it goes through the log, a question too.
        index.advance();
        return reply.build();
    }
}
