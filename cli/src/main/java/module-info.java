/** The tercet command. */
module dev.tercet.cli {
    requires de.siegmar.fastcsv;
    requires dev.tercet.core;
    requires dev.tercet.embedded;
    requires dev.tercet.recipes;
    requires dev.tercet.v2;
    requires info.picocli;
    requires org.jline.reader;
    requires org.jline.terminal;
    requires org.snakeyaml.engine;
    requires tools.jackson.core;
    requires static org.jspecify;

    // picocli sets the fields that options are read into.
    opens dev.tercet.cli to
            info.picocli;
    opens dev.tercet.cli.auth to
            info.picocli;
    opens dev.tercet.cli.bench to
            info.picocli;
    opens dev.tercet.cli.check to
            info.picocli;
    opens dev.tercet.cli.cluster to
            info.picocli;
    opens dev.tercet.cli.connect to
            info.picocli;
    opens dev.tercet.cli.doctor to
            info.picocli;
    opens dev.tercet.cli.edit to
            info.picocli;
    opens dev.tercet.cli.keys to
            info.picocli;
    opens dev.tercet.cli.lease to
            info.picocli;
    opens dev.tercet.cli.lock to
            info.picocli;
    opens dev.tercet.cli.look to
            info.picocli;
    opens dev.tercet.cli.manual to
            info.picocli;
    opens dev.tercet.cli.mirror to
            info.picocli;
    opens dev.tercet.cli.profile to
            info.picocli;
    opens dev.tercet.cli.shell to
            info.picocli;
    opens dev.tercet.cli.snapshot to
            info.picocli;
    opens dev.tercet.cli.transfer to
            info.picocli;
}
