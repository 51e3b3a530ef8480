package dev.tercet.embedded.internal.rpc;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that a server can do, by name. Filled when the server is made, and not changed afterwards. */
public final class MethodTable {
    private final Map<String, Method<?, ?>> methods = new LinkedHashMap<>();

    /** Adds a row. */
    public void add(Method<?, ?> method) {
        if (methods.putIfAbsent(method.fullName(), method) != null) {
            throw new IllegalStateException(method.fullName() + " is in the table twice");
        }
    }

    /** All rows. */
    public Collection<Method<?, ?>> all() {
        return methods.values();
    }

    /** The row of a full gRPC method name, or null. */
    public @Nullable Method<?, ?> find(String fullName) {
        return methods.get(fullName);
    }
}
