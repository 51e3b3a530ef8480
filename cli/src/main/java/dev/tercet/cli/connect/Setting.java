package dev.tercet.cli.connect;

import dev.tercet.cli.output.Format;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What can be said for every command: on the command line, before or after the command's name; as {@code ETCDCTL_...} in the
 * environment; in a profile. The names are etcdctl's where it has them.
 */
public enum Setting {
    /** Where members listen. */
    ENDPOINTS(
            "URL[,URL]",
            "where members listen: host:port or a URL; gateway+http:// and gateway+https:// use etcd's JSON gateway"
                    + " (default 127.0.0.1:2379)",
            "--endpoints"),
    /** A domain whose SRV records have them. */
    DISCOVERY_SRV("DOMAIN", "ask the DNS SRV records of this domain for the endpoints", "-d", "--discovery-srv"),
    /** The service's name in those. */
    DISCOVERY_SRV_NAME("NAME", "the service name in those records: _etcd-client-NAME", "--discovery-srv-name"),
    /** Whether SRV records of services without TLS count. */
    INSECURE_DISCOVERY(null, "believe SRV records of endpoints without TLS (default true)", "--insecure-discovery"),
    /** gRPC or the gateway. */
    TRANSPORT("NAME", "grpc, or gateway for etcd's JSON gateway over HTTP (default grpc)", "--transport"),
    /** An etcd of one's own. */
    EMBEDDED(null, "run the command against a fresh etcd in this process, for trying out", "--embedded"),
    /** What comes before every key. */
    NAMESPACE("PREFIX", "work below this prefix: it is put before every key, and never shown", "--namespace"),
    /** As whom. */
    USER("NAME[:PASSWORD]", "as whom; asks for the password if there is none", "--user"),
    /** The password. */
    PASSWORD("PASSWORD", "the password of --user", "--password"),
    /** A token. */
    AUTH_JWT_TOKEN("TOKEN", "show this token instead of a user and a password", "--auth-jwt-token"),
    /** Trusted authorities. */
    CACERT("FILE", "trust the certificates in this PEM file", "--cacert"),
    /** Our certificate. */
    CERT("FILE", "show this certificate (PEM)", "--cert"),
    /** Its key. */
    KEY("FILE", "the private key of --cert (PEM)", "--key"),
    /** Whether endpoints without a scheme go without TLS. */
    INSECURE_TRANSPORT(
            null, "no TLS for endpoints named without http:// or https:// (default true)", "--insecure-transport"),
    /** Whether certificates are believed. */
    INSECURE_SKIP_TLS_VERIFY(
            null,
            "believe any certificate: anybody on the path can then read and change everything",
            "--insecure-skip-tls-verify"),
    /** The deadline of connecting. */
    DIAL_TIMEOUT("TIME", "how long connecting may take (default 2s)", "--dial-timeout"),
    /** The deadline of a call. */
    COMMAND_TIMEOUT("TIME", "how long a call may take, such as 500ms or 1m30s (default 5s)", "--command-timeout"),
    /** Pings. */
    KEEPALIVE_TIME("TIME", "ping a silent connection that often (default 10s, which is the least)", "--keepalive-time"),
    /** Answers to them. */
    KEEPALIVE_TIMEOUT("TIME", "give it up without an answer in this time (default 6s)", "--keepalive-timeout"),
    /** The greatest request, which only etcdctl knows. */
    MAX_REQUEST_BYTES(
            "BYTES",
            "taken for etcdctl's sake: requests may have any size, and the server has its own limit",
            "--max-request-bytes"),
    /** The greatest answer. */
    MAX_RECV_BYTES("BYTES", "the greatest answer to accept (default what the server sends)", "--max-recv-bytes"),
    /** etcdctl's formats. */
    WRITE_OUT("FORMAT", "how to show it: simple, fields, json, table (default simple)", "-w", "--write-out"),
    /** And further ones. */
    OUTPUT("FORMAT", "the same, and also raw, ndjson, yaml, csv, properties", "-o", "--output"),
    /** Hexadecimal. */
    HEX(null, "show bytes and ids in hexadecimal", "--hex"),
    /** A profile. */
    PROFILE(
            "NAME",
            "take what is not said here from this profile of the configuration file (default default)",
            "--profile"),
    /** Where profiles are. */
    CONFIG("FILE", "the configuration file (default ~/.config/tercet/profiles)", "--config"),
    /** Colours. */
    COLOR("WHEN", "colours: auto, always, never (default auto: at a terminal, unless NO_COLOR is set)", "--color"),
    /** Stack traces. */
    DEBUG(null, "show stack traces and more log", "--debug");

    private final String label;
    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // It is made by List.of.
    private final List<String> names;

    /** With a label unless it is a flag. */
    Setting(@Nullable String label, String description, String... names) {
        this.label = label == null ? "" : label;
        this.description = description;
        this.names = List.of(names);
    }

    /** Whether it is true or false. */
    public boolean isFlag() {
        return label.isEmpty();
    }

    /** What its value is called. */
    public String label() {
        return label;
    }

    /** What it is for. */
    public String description() {
        return description;
    }

    /** The values that it can have, if they are few. */
    public List<String> candidates() {
        return switch (this) {
            case TRANSPORT -> List.of("grpc", "gateway");
            case WRITE_OUT, OUTPUT -> List.of(Format.words().split(", "));
            case COLOR -> List.of("auto", "always", "never");
            default -> List.of();
        };
    }

    /** Its options, the long one last. */
    public List<String> names() {
        return names;
    }

    /** Whether it is about what is printed, not about the cluster and the way there. */
    public boolean isOfPrinting() {
        return switch (this) {
            case WRITE_OUT, OUTPUT, HEX, COLOR, DEBUG -> true;
            default -> false;
        };
    }

    /** Whether it is about calls and the connection that they take, wherever that leads. */
    boolean isOfCalls() {
        return switch (this) {
            case DIAL_TIMEOUT, COMMAND_TIMEOUT, KEEPALIVE_TIME, KEEPALIVE_TIMEOUT, MAX_RECV_BYTES -> true;
            default -> false;
        };
    }

    /** Its name in profiles, and without the dashes on the command line. */
    public String word() {
        return names.get(names.size() - 1).substring(2);
    }

    /** Its variable in the environment. */
    public String variable() {
        return "ETCDCTL_" + word().replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** Its variables in the environment: the first that has anything holds. The further ones are etcd's own and the originals'. */
    List<String> variables() {
        return this == ENDPOINTS ? List.of(variable(), "ETCD_ENDPOINTS", "ETCD_URL") : List.of(variable());
    }
}
