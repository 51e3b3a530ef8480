package dev.tercet.cli.check;

import dev.tercet.EtcdClient;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.output.GoText;
import dev.tercet.cli.output.Out;
import dev.tercet.cli.run.Cli;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compaction;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.Put;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;

/** The keys that a check writes: none before, none after. */
final class Playground {
    private static final Duration TIDYING = Duration.ofSeconds(30);

    private final Cli cli;
    private final CheckOptions options;
    private final EtcdClient etcd;
    private final String prefix;

    Playground(Cli cli, CheckOptions options) {
        this.cli = cli;
        this.options = options;
        this.etcd = cli.etcd();
        this.prefix = options.prefix();
        if (prefix.isEmpty()) {
            throw CommandException.wrongUsage("--prefix is empty: the check would delete every key.");
        }
        if (!etcd.kv().get(Get.prefix(prefix).limit(1)).isEmpty()) {
            throw CommandException.badInput("prefix " + GoText.quoted(Bytes.of(prefix))
                    + " has keys. Delete with 'tercet del --prefix " + prefix + "' first");
        }
    }

    /**
     * Puts a load on the cluster, and tidies up after it, however it ends.
     *
     * @param load what is wanted of the puts
     */
    <T> T under(int keyLength, int valueLength, Function<Puts, T> load) {
        T result;
        try {
            result = load.apply(new Puts(
                    etcd.async().kv(),
                    cli.interrupts(),
                    options.size().clients(),
                    puts(keyLength, valueLength),
                    new Bar(cli.err())));
        } finally {
            tidy();
        }
        if (cli.interrupts().isInterrupted()) {
            throw new CommandException(Exit.INTERRUPTED, "interrupted: no verdict. Its keys are deleted.");
        }
        return result;
    }

    /** Writes to keys at random: eight bytes of it, and the rest of a key's length as it is. */
    private Supplier<Put> puts(int keyLength, int valueLength) {
        Random random = new Random();
        Bytes value = Bytes.wrap(new byte[valueLength]);
        byte[] first = Bytes.of(prefix).toArray();
        return () -> {
            ByteBuffer key = ByteBuffer.allocate(first.length + keyLength);
            key.put(first).putLong(random.nextLong());
            return Put.of(Bytes.wrap(key.array()), value);
        };
    }

    /** Deletes them, and what else was asked for. */
    private void tidy() {
        Out out = cli.out();
        EtcdClient patient = etcd.withTimeout(TIDYING);
        long revision = patient.kv().delete(Delete.prefix(prefix)).header().revision();
        if (options.isCompacting()) {
            out.line("Compacting with revision " + revision);
            patient.kv().compact(Compaction.at(revision).waitingUntilRemoved());
            out.line("Compacted with revision " + revision);
        }
        if (options.isDefragmenting()) {
            for (String endpoint : etcd.endpoints()) {
                String name = GoText.quoted(Bytes.of(endpoint));
                out.line("Defragmenting " + name);
                patient.maintenance().defragment(endpoint);
                out.line("Defragmented " + name);
            }
        }
    }
}
