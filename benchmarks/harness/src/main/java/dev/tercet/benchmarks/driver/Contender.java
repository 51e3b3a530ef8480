package dev.tercet.benchmarks.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The clients that are compared, each a module of its own because their dependencies exclude each other. */
enum Contender {
    BARE("bare", "dev.tercet.benchmarks.bare.BareClient", "grpc-netty-shaded"),
    TERCET("tercet", "dev.tercet.benchmarks.tercet.TercetClient", "tercet-grpc"),
    ETCD_JAVA("etcd-java", "dev.tercet.benchmarks.etcdjava.EtcdJavaClient", "etcd-java"),
    JETCD("jetcd", "dev.tercet.benchmarks.jetcd.JetcdClient", "jetcd-core"),
    BARE_JSON("bare-json", "dev.tercet.benchmarks.barejson.BareJsonClient", "java.net.http"),
    GATEWAY("gateway", "dev.tercet.benchmarks.gateway.GatewayClient", "jackson-core"),
    BARE_V2("bare-v2", "dev.tercet.benchmarks.v2.BareV2Client", "java.net.http"),
    V2("v2", "dev.tercet.benchmarks.v2.V2Client", "jackson-core"),
    V2_OVER_V3("v2-over-v3", "dev.tercet.benchmarks.v2.V2OverV3Client", "tercet-grpc"),
    ETCD4J("etcd4j", "dev.tercet.benchmarks.etcd4j.Etcd4jClient", "etcd4j");

    private static final List<Contender> OVER_JSON = List.of(BARE_JSON, GATEWAY);
    private static final List<Contender> OF_V2 = List.of(BARE_V2, V2, V2_OVER_V3, ETCD4J);

    private final String id;
    private final String mainClass;
    private final String artifact;

    Contender(String id, String mainClass, String artifact) {
        this.id = id;
        this.mainClass = mainClass;
        this.artifact = artifact;
    }

    /** What it is called on the command line and in the table. */
    String id() {
        return id;
    }

    static Optional<Contender> named(String id) {
        return Stream.of(values()).filter(contender -> contender.id.equals(id)).findFirst();
    }

    /** Those that speak gRPC. */
    static List<Contender> overGrpc() {
        return Stream.of(values())
                .filter(contender -> !contender.isOverJson() && !OF_V2.contains(contender))
                .toList();
    }

    /** Those that have the v2 API, after a bare HTTP client, with which they are compared. */
    static List<Contender> ofV2() {
        return OF_V2;
    }

    /** The folder of its module. */
    private String module() {
        return switch (this) {
            case BARE_V2, V2_OVER_V3 -> V2.id;
            default -> id;
        };
    }

    /** Those that speak JSON to etcd's gateway, after Tercet over gRPC, with which they are compared. */
    static List<Contender> gateway() {
        return Stream.concat(Stream.of(TERCET), OVER_JSON.stream()).toList();
    }

    /** Whether it speaks JSON over HTTP/1.1. */
    boolean isOverJson() {
        return OVER_JSON.contains(this);
    }

    /** Whether it has been built. */
    boolean present() {
        return Files.exists(Modules.classPathFile(module()));
    }

    /** The artifact and its version, as found on its class path; just the name for one from this build. */
    String version() throws IOException {
        Matcher jar = Pattern.compile("/" + artifact + "-(\\d[^/:]*)\\.jar").matcher(Modules.classPath(module()));
        return jar.find() ? artifact + " " + jar.group(1) : id;
    }

    /** Starts its process. */
    Worker start(Path logs) throws IOException {
        return Modules.start(module(), mainClass, logs.resolve(id + ".log"));
    }
}
