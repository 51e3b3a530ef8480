package dev.tercet.gateway.internal.stream;

import dev.tercet.spi.TransportTimer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.awaitility.Awaitility;

/** Time that passes when a test says so; for timers and clocks, on any thread. */
final class Clockwork implements TransportTimer {
    private record Appointment(long due, Runnable task) {}

    private final List<Appointment> appointments = new ArrayList<>();
    private long now;

    @Override
    public synchronized Runnable schedule(long delayNanos, Runnable task) {
        Appointment made = new Appointment(now + delayNanos, task);
        appointments.add(made);
        return () -> callOff(made);
    }

    private synchronized void callOff(Appointment made) {
        appointments.remove(made);
    }

    synchronized long now() {
        return now;
    }

    synchronized int waiting() {
        return appointments.size();
    }

    /** Waits until so many appointments are made. */
    void awaitWaiting(int count) {
        Awaitility.await(count + " appointments").until(() -> waiting() == count);
    }

    /** Waits until an appointment is made for so many milliseconds from now. */
    void awaitDue(long millis) {
        Awaitility.await("an appointment in " + millis + " ms").until(() -> isDue(millis));
    }

    private synchronized boolean isDue(long millis) {
        return appointments.stream().anyMatch(each -> each.due() == now + millis * 1_000_000);
    }

    /** Lets time pass. */
    void pass(long millis) {
        List<Runnable> due = new ArrayList<>();
        synchronized (this) {
            now += millis * 1_000_000;
            for (Iterator<Appointment> all = appointments.iterator(); all.hasNext(); ) {
                Appointment next = all.next();
                if (next.due() <= now) {
                    all.remove();
                    due.add(next.task());
                }
            }
        }
        due.forEach(Runnable::run);
    }
}
