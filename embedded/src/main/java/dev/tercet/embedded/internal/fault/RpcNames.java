package dev.tercet.embedded.internal.fault;

import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.internal.rpc.Method;
import dev.tercet.embedded.internal.rpc.MethodTable;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What faults may name. */
final class RpcNames {
    private final Collection<Method<?, ?>> methods;

    RpcNames(MethodTable methods) {
        this.methods = methods.all();
    }

    /** The full names of the methods that a fault can strike: at least one. */
    Set<String> of(Fault fault) {
        Set<Method<?, ?>> named = new HashSet<>();
        if (fault.on().isEmpty()) {
            named.addAll(methods);
        }
        fault.on().forEach(name -> named.addAll(find(name)));
        if (fault.afterMessages().isPresent()) {
            keep(named, Method.Stream.class::isInstance, fault, "only streams have messages to be counted");
        }
        if (fault.onKeys().isPresent()) {
            keep(named, Method.Unary.class::isInstance, fault, "only calls are chosen by their keys");
        }
        return named.stream().map(Method::fullName).collect(Collectors.toUnmodifiableSet());
    }

    private static void keep(Set<Method<?, ?>> methods, Predicate<Method<?, ?>> which, Fault fault, String why) {
        methods.removeIf(which.negate());
        if (methods.isEmpty()) {
            throw new IllegalArgumentException("can strike nothing, for " + why + ": " + fault);
        }
    }

    private Set<Method<?, ?>> find(String name) {
        Set<Method<?, ?>> found = methods.stream()
                .filter(method ->
                        name.equals(method.name()) || name.equals(shortName(method)) || name.equals(method.fullName()))
                .collect(Collectors.toSet());
        if (found.isEmpty()) {
            throw new IllegalArgumentException("no RPC is called \"" + name + "\"; there are "
                    + methods.stream().map(RpcNames::shortName).sorted().collect(Collectors.joining(", ")));
        }
        return found;
    }

    private static String shortName(Method<?, ?> method) {
        return method.fullName().substring(method.service().lastIndexOf('.') + 1);
    }
}
