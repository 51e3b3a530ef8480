package dev.tercet.internal.endpoint;

import dev.tercet.connection.Endpoint;
import dev.tercet.internal.schedule.Scheduler;
import dev.tercet.internal.schedule.SideBySide;
import dev.tercet.spi.Transport;
import dev.tercet.spi.engine.InPlaceCallbacks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The client's endpoints with the way to each: whose turn it is, and who is set aside.
 *
 * <p>Picking reads two volatile fields; only failures and probes go through the machine, under its monitor, and nothing is called
 * while it is held but the maker of a way to a new one, which neither connects nor waits. With a single endpoint there is nothing to choose and nothing is set aside.
 */
public final class Endpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);

    /** As many as fit into the bits of a number, which is how a call remembers where it was. */
    public static final int MOST = Long.SIZE;

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

    /**
     * All there is at a moment: the same index means the same endpoint in every later one.
     *
     * @param candidates where they are, and how they are to be preferred
     * @param transports the way to each
     * @param turns whose turn it is
     */
    private record Book(List<Candidate> candidates, List<Transport> transports, Turns turns) {
        Book(List<Candidate> candidates, List<Transport> transports) {
            this(List.copyOf(candidates), List.copyOf(transports), new Turns(candidates));
        }

        Endpoint endpoint(int index) {
            return candidates.get(index).endpoint();
        }

        int size() {
            return candidates.size();
        }
    }

    /** Where calls stay, before there was one. */
    private static final int NOWHERE = -1;

    private final Scheduler scheduler;
    private final boolean staying;
    private final EndpointsMachine machine;
    private volatile Book book;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger stay = new AtomicInteger(NOWHERE);
    private volatile long well;
    private volatile boolean closed;

    /** These endpoints, with the way to each; they take turns. */
    public Endpoints(List<Candidate> candidates, List<Transport> transports, Scheduler scheduler) {
        this(candidates, transports, scheduler, false);
    }

    /**
     * These endpoints, with the way to each.
     *
     * @param staying whether calls stay with one until that fails; else they take turns
     */
    public Endpoints(List<Candidate> candidates, List<Transport> transports, Scheduler scheduler, boolean staying) {
        this.staying = staying;
        this.book = new Book(candidates, transports);
        this.scheduler = scheduler;
        this.machine = new EndpointsMachine(candidates.size());
        this.well = machine.well();
    }

    public int count() {
        return book.size();
    }

    public Endpoint endpoint(int index) {
        return book.endpoint(index);
    }

    public Transport transport(int index) {
        return book.transports().get(index);
    }

    /** All of them, for messages. */
    public List<String> names() {
        return all().stream().map(Endpoint::toString).toList();
    }

    /** All of them, in their order. */
    public List<Endpoint> all() {
        return book.candidates().stream().map(Candidate::endpoint).toList();
    }

    /**
     * Goes to one more from now on, which comes after those that are to be preferred.
     *
     * @param way makes the way to it, which is ours then; not called if there is no place for it
     * @return false if it is here already, or there are as many as there can be, or it is too late
     */
    public boolean add(Endpoint endpoint, Function<Endpoint, Transport> way) {
        synchronized (machine) {
            Book before = book;
            if (closed || before.size() == MOST || all().contains(endpoint)) {
                return false;
            }
            List<Candidate> candidates = new ArrayList<>(before.candidates());
            candidates.add(newcomer(endpoint, before.candidates()));
            List<Transport> transports = new ArrayList<>(before.transports());
            // Making a way neither connects nor waits.
            transports.add(way.apply(endpoint));
            // The way first, and its turn last: whoever sees the one has the other.
            book = new Book(candidates, transports);
            machine.add();
            well = machine.well();
            return true;
        }
    }

    /** Whoever ordered the others did not know of it: it is one among the last of them. */
    private static Candidate newcomer(Endpoint endpoint, List<Candidate> others) {
        int priority = others.stream().mapToInt(Candidate::priority).max().orElse(0);
        int weight = others.stream()
                .filter(other -> other.priority() == priority)
                .mapToInt(Candidate::weight)
                .max()
                .orElse(1);
        return new Candidate(endpoint, priority, weight);
    }

    /**
     * Where the endpoint with this text is, in any form that a client can be set up with: without a scheme it has that of ours, and
     * one that names no transport, as servers tell their addresses, is ours by whichever transport we go there.
     *
     * @return -1 if it is none of these
     * @throws IllegalArgumentException if it is no endpoint at all
     */
    public int indexOf(String text) {
        List<Endpoint> endpoints = all();
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
        // In this order: what is well may be newer than the book, which knows none of those that it lacks.
        Book now = book;
        if (now.size() == 1) {
            return 0;
        }
        return staying ? stay(tried) : now.turns().pick(well, tried, turn.getAndIncrement());
    }

    /** Where all calls are, or else where they are from now on: whoever is the first to leave says so for all. */
    private int stay(long tried) {
        while (true) {
            int here = stay.get();
            // In this order: whoever went there knew it to be well, and to be in the book.
            long fit = well & ~tried;
            if (here != NOWHERE && (fit & 1L << here) != 0) {
                return here;
            }
            int next = book.turns().pick(well, tried, turn.getAndIncrement());
            if (stay.compareAndSet(here, next)) {
                return next;
            }
        }
    }

    /** Sends nothing more to this endpoint until it answers a probe; the first is made at once. */
    public void setAside(int index, Prober prober) {
        if (book.size() == 1 || closed) {
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
        synchronized (machine) {
            closed = true;
        }
        List<Transport> transports = book.transports();
        // Each may take its time over a peer that does not answer, and a client may have many of them.
        List<Runnable> closings = new ArrayList<>(transports.size());
        transports.forEach(transport -> closings.add(() -> close(transport)));
        if (InPlaceCallbacks.isRunning()) {
            // A way may wait for its own thread to end, and that may be this one.
            SideBySide.start("tercet-close", closings);
        } else {
            SideBySide.run("tercet-close", closings, PATIENCE_MILLIS);
        }
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
