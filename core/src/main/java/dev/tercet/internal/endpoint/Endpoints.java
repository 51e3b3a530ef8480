package dev.tercet.internal.endpoint;

import dev.tercet.connection.Endpoint;
import dev.tercet.internal.schedule.Scheduler;
import dev.tercet.internal.schedule.SideBySide;
import dev.tercet.spi.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The client's endpoints with the way to each: whose turn it is, and who is set aside.
 *
 * <p>Picking reads one volatile field; only failures and probes go through the machine, under its monitor, and nothing is called
 * while it is held. With a single endpoint there is nothing to choose and nothing is set aside.
 */
public final class Endpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);

    /** What a transport may take to close, by its contract. */
    private static final long PATIENCE_MILLIS = 5_000;

    /** Finds out whether an endpoint answers. */
    public interface Prober {
        /** Asks, and answers exactly once with whether it is well. */
        void probe(int index, Outcome outcome);
    }

    /** Takes what came of a probe. */
    public interface Outcome {
        void answered(boolean well);
    }

    private final List<Endpoint> endpoints;
    private final List<Transport> transports;
    private final Scheduler scheduler;
    private final EndpointsMachine machine;
    private final Turns turns;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile long well;
    private volatile boolean closed;

    /** These endpoints, with the way to each. */
    public Endpoints(List<Candidate> candidates, List<Transport> transports, Scheduler scheduler) {
        this.endpoints = candidates.stream().map(Candidate::endpoint).toList();
        this.transports = transports;
        this.scheduler = scheduler;
        this.machine = new EndpointsMachine(candidates.size());
        this.turns = new Turns(candidates);
        this.well = machine.well();
    }

    public int count() {
        return endpoints.size();
    }

    public Endpoint endpoint(int index) {
        return endpoints.get(index);
    }

    public Transport transport(int index) {
        return transports.get(index);
    }

    /** All of them, for messages. */
    public List<String> names() {
        return endpoints.stream().map(Endpoint::toString).toList();
    }

    /**
     * Where the endpoint with this text is, in any form that a client can be set up with: without a scheme it has that of ours, and
     * one that names no transport, as servers tell their addresses, is ours by whichever transport we go there.
     *
     * @return -1 if it is none of these
     * @throws IllegalArgumentException if it is no endpoint at all
     */
    public int indexOf(String text) {
        for (int index = 0; index < endpoints.size(); index++) {
            if (endpoints.get(index).toString().equals(text)) {
                return index;
            }
        }
        int byAddress = -1;
        for (int index = endpoints.size() - 1; index >= 0; index--) {
            Endpoint ours = endpoints.get(index);
            Endpoint meant = Endpoint.parse(text, ours.isTls());
            if (meant.equals(ours)) {
                return index;
            }
            if (meant.transport().isEmpty()
                    && meant.isTls() == ours.isTls()
                    && meant.authority().equals(ours.authority())) {
                byAddress = index;
            }
        }
        return byAddress;
    }

    /**
     * The endpoint for the next attempt.
     *
     * @param tried those that this call has tried, a bit each
     */
    public int pick(long tried) {
        return endpoints.size() == 1 ? 0 : turns.pick(well, tried, turn.getAndIncrement());
    }

    /** Sends nothing more to this endpoint until it answers a probe; the first is made at once. */
    public void setAside(int index, Prober prober) {
        if (endpoints.size() == 1 || closed) {
            return;
        }
        boolean news;
        synchronized (machine) {
            news = machine.setAside(index);
            well = machine.well();
        }
        if (news) {
            probe(index, prober);
        }
    }

    private void probe(int index, Prober prober) {
        if (closed) {
            return;
        }
        prober.probe(index, recovered -> {
            long pause;
            synchronized (machine) {
                if (recovered) {
                    machine.recovered(index);
                    well = machine.well();
                    return;
                }
                pause = machine.probeFailed(index);
            }
            scheduler.schedule(pause, () -> probe(index, prober));
        });
    }

    /** Probes no more, and closes the ways. */
    public void close() {
        closed = true;
        // Each may take its time over a peer that does not answer, and a client may have many of them.
        List<Runnable> closings = new ArrayList<>(transports.size());
        transports.forEach(transport -> closings.add(() -> close(transport)));
        SideBySide.run("tercet-close", closings, PATIENCE_MILLIS);
    }

    private static void close(Transport transport) {
        try {
            transport.close();
        } catch (RuntimeException e) {
            // The others are to be closed all the same, and so are the timer and the threads after them.
            LOG.error("a transport failed to close", e);
        }
    }
}
