package dev.tercet.cli.check;

import picocli.CommandLine.Option;

/** The options that both checks have. */
final class CheckOptions {
    @Option(
            names = "--load",
            paramLabel = "SIZE",
            defaultValue = "s",
            description = "How much: s(mall), m(edium), l(arge) or xl (xLarge). Default: s.")
    private String load = "s";

    @Option(names = "--auto-compact", description = "Compact the history afterwards, up to then.")
    private boolean compacting;

    @Option(names = "--auto-defrag", description = "Defragment the members afterwards.")
    private boolean defragmenting;

    @Option(
            names = "--prefix",
            paramLabel = "PREFIX",
            defaultValue = "/etcdctl-check-${COMMAND-NAME}/",
            description = "What its keys begin with. Default: ${DEFAULT-VALUE}.")
    private String prefix = "";

    String prefix() {
        return prefix;
    }

    Size size() {
        return Size.of(load);
    }

    boolean isCompacting() {
        return compacting;
    }

    boolean isDefragmenting() {
        return defragmenting;
    }
}
