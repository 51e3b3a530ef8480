package dev.tercet.v2.internal.migrate;

import dev.tercet.EtcdClient;
import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.error.V2KeyNotFoundException;
import dev.tercet.v2.internal.migrate.Writing.Kind;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.migrate.MigrationListener;
import dev.tercet.v2.migrate.MigrationReport;
import dev.tercet.v2.migrate.VerificationReport;
import java.util.List;

/** Reads, plans, writes and compares, one after another on the caller's thread. */
public final class Migrator {
    private final EtcdV2Client source;
    private final EtcdClient target;
    private final Scope scope;
    private final boolean replacing;

    /** Between these two. */
    public Migrator(EtcdV2Client source, EtcdClient target, Scope scope, boolean replacing) {
        this.source = source;
        this.target = target;
        this.scope = scope;
        this.replacing = replacing;
    }

    /** Looks what would be done. */
    public MigrationReport plan() {
        Tree tree = Tree.ofSource(source, scope);
        Plan plan = planFor(tree);
        return new MigrationReport(
                true,
                scope.from(),
                scope.to(),
                tree.keys(),
                tree.directories(scope.to()),
                tree.withTtl(),
                plan.count(Kind.CREATED),
                plan.count(Kind.REPLACED),
                plan.unchanged(),
                plan.refused(),
                Batches.of(plan.writings()).size(),
                tree.index(),
                tree.index(),
                List.of());
    }

    /** Copies. */
    public MigrationReport run(MigrationListener listener) {
        Tree tree = Tree.ofSource(source, scope);
        Plan first = planFor(tree);
        Plan plan = first;
        try (BatchWriter writer = new BatchWriter(target, new LeaseBook(target, tree), listener)) {
            while (plan.refused().isEmpty() && !writer.write(plan)) {
                plan = planFor(tree);
            }
            Tree now = writer.batches() == 0 ? tree : again(tree);
            return new MigrationReport(
                    false,
                    scope.from(),
                    scope.to(),
                    tree.keys(),
                    tree.directories(scope.to()),
                    tree.withTtl(),
                    writer.created(),
                    writer.replaced(),
                    first.unchanged(),
                    plan.refused(),
                    writer.batches(),
                    tree.index(),
                    now.index(),
                    now.changedSince(tree).stream().map(scope::source).toList());
        }
    }

    private Plan planFor(Tree tree) {
        return Plan.of(tree, Target.read(target, scope.to(), tree.entries().keySet()), scope.tolerance(), replacing);
    }

    /** The source as it is now; not read whole again unless something in it has changed, here or elsewhere. */
    private Tree again(Tree before) {
        try {
            long index = source.read(V2Read.of(scope.from()).quorum()).etcdIndex();
            return index == before.index() ? before : Tree.ofSource(source, scope);
        } catch (V2KeyNotFoundException gone) {
            return Tree.empty(gone.payload().index());
        }
    }

    /** Compares both sides by the v2 API. */
    public VerificationReport verify() {
        Tree from = Tree.ofSource(source, scope);
        Tree to = Tree.ofTarget(target, scope);
        return new VerificationReport(
                scope.from(),
                scope.to(),
                from.keys(),
                from.directories(scope.to()),
                from.index(),
                to.index(),
                Comparison.of(from, to, Target.notes(target, scope.to()), scope.tolerance()));
    }
}
