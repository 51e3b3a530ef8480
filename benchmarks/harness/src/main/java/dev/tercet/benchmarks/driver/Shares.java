package dev.tercet.benchmarks.driver;

import java.util.EnumMap;
import java.util.Map;

/** How much of a whole belongs to each layer, and to each role of threads. */
final class Shares {
    private final Map<Layer, Double> layers = new EnumMap<>(Layer.class);
    private final Map<ThreadRole, Double> roles = new EnumMap<>(ThreadRole.class);
    private double total;

    /** Something of that weight. */
    void add(Layer layer, ThreadRole role, double weight) {
        layers.merge(layer, weight, Double::sum);
        roles.merge(role, weight, Double::sum);
        total += weight;
    }

    /** All weights together. */
    double total() {
        return total;
    }

    /** The part of the whole; not a number if there is nothing. */
    double of(Layer layer) {
        return layers.getOrDefault(layer, 0.0) / total;
    }

    /** The part of the whole; not a number if there is nothing. */
    double of(ThreadRole role) {
        return roles.getOrDefault(role, 0.0) / total;
    }
}
