package dev.tercet.cli.connect;

import dev.tercet.EtcdClient;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The options of a second cluster, for commands that have two: as whom, and by which certificates, under the names that the first
 * one's have, after a prefix. Times are those of the first; where it is, the command says itself.
 */
public final class OtherCluster {
    private static final List<Setting> ACCESS = List.of(
            Setting.USER,
            Setting.PASSWORD,
            Setting.CACERT,
            Setting.CERT,
            Setting.KEY,
            Setting.INSECURE_TRANSPORT,
            Setting.INSECURE_SKIP_TLS_VERIFY);

    private final List<Setting> settings;
    private final Given given;

    /**
     * With options of these names.
     *
     * @param prefix what they begin with, such as {@code --dest-}
     * @param further settings that it has besides
     */
    public OtherCluster(String prefix, Setting... further) {
        this.settings = Stream.concat(ACCESS.stream(), Stream.of(further)).toList();
        this.given = new Given(prefix);
    }

    @Spec
    void addTo(CommandSpec options) {
        settings.forEach(each -> options.addOption(GlobalOptions.ofOther(each, given)));
    }

    /** Whether anything is said of it. */
    public boolean isGiven() {
        return given.hasAny(settings::contains);
    }

    /** A client of it. */
    public EtcdClient connect(Settings first, List<String> endpoints) {
        return connect(first, endpoints, null);
    }

    /** A client of it, with a deadline of its own for each call. */
    public EtcdClient connect(Settings first, List<String> endpoints, @Nullable Duration timeout) {
        return Clients.of(settings(first), endpoints, timeout);
    }

    /** What is said of it. */
    Settings settings(Settings first) {
        return first.ofOther(given);
    }
}
