package dev.tercet.conformance.faults.wire.fuzz;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** What is between a client and whoever judges it: nothing, unless it is to be seen whether they object. */
@FunctionalInterface
interface Tampering {
    Tampering NONE = (number, call) -> call.get();

    /** What the judge gets of a case; it may make the call, more than once too, or not. */
    CompletableFuture<?> of(long number, Supplier<CompletableFuture<?>> call);
}
