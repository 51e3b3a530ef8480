package dev.tercet.benchmarks.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The clients that are compared. Each is a program of a module of its own, because their dependencies exclude each other; variants of one
 * are the same program with an argument. One is no program for the JVM.
 */
enum Contender {
    BARE("bare", Role.OURS, "grpc-netty-shaded", "bare", "bare.BareClient"),
    BARE_POOL("bare-pool", Role.VARIANT, "grpc-netty-shaded", "bare", "bare.BareClient", "pool"),
    BARE_NORETRY("bare-noretry", Role.VARIANT, "grpc-netty-shaded", "bare", "bare.BareClient", "noretry"),
    BARE_OKHTTP("bare-okhttp", Role.VARIANT, "grpc-okhttp", "bare-okhttp", "bareokhttp.OkHttpBareClient"),
    TERCET("tercet", Role.OURS, "tercet-grpc", "tercet", "tercet.TercetClient"),
    TERCET_IO("tercet-io", Role.OURS, "tercet-grpc", "tercet", "tercet.TercetIoClient"),
    ETCD_JAVA("etcd-java", Role.PEER, "etcd-java", "etcd-java", "etcdjava.EtcdJavaClient"),
    JETCD("jetcd", Role.PEER, "jetcd-core", "jetcd", "jetcd.JetcdClient"),
    GO("go", Role.OTHER_LANGUAGE, "clientv3", "go", ""),
    BARE_JSON("bare-json", Role.OURS, "java.net.http", "bare-json", "barejson.BareJsonClient"),
    GATEWAY("gateway", Role.OURS, "jackson-core", "gateway", "gateway.GatewayClient"),
    BARE_V2("bare-v2", Role.OURS, "java.net.http", "v2", "v2.BareV2Client"),
    V2("v2", Role.OURS, "jackson-core", "v2", "v2.V2Client"),
    V2_OVER_V3("v2-over-v3", Role.OURS, "tercet-grpc", "v2", "v2.V2OverV3Client"),
    ETCD4J("etcd4j", Role.PEER, "etcd4j", "etcd4j", "etcd4j.Etcd4jClient");

    private enum Role {
        OURS,
        /** Somebody else's client. */
        PEER,
        /** Somebody else's, and not to be had for the JVM: beside the others, and no peer of theirs. */
        OTHER_LANGUAGE,
        /** Only takes part when it is named. */
        VARIANT
    }

    private static final String PACKAGES = "dev.tercet.benchmarks.";

    private final String id;
    private final Role role;
    private final String artifact;
    private final String module;
    private final String mainClass;

    @SuppressWarnings("ImmutableEnumChecker") // Nobody else has it.
    private final String[] arguments;

    Contender(String id, Role role, String artifact, String module, String mainClass, String... arguments) {
        this.id = id;
        this.role = role;
        this.artifact = artifact;
        this.module = module;
        this.mainClass = PACKAGES + mainClass;
        this.arguments = arguments;
    }

    /** What it is called on the command line and in the table. */
    String id() {
        return id;
    }

    static Optional<Contender> named(String id) {
        return Stream.of(values()).filter(contender -> contender.id.equals(id)).findFirst();
    }

    /** Whether it is somebody else's. */
    boolean isPeer() {
        return role == Role.PEER;
    }

    /** Whether it only takes part when it is named. */
    boolean isVariant() {
        return role == Role.VARIANT;
    }

    /** Whether it speaks JSON over HTTP/1.1. */
    boolean isOverJson() {
        return this == BARE_JSON || this == GATEWAY;
    }

    /** Whether it has been built. */
    boolean present() {
        return this == GO ? GoProgram.present() : Files.exists(Modules.classPathFile(module));
    }

    /** The artifact and its version, as found on its class path; just the name for one from this build. */
    String version() throws IOException {
        if (this == GO) {
            return artifact + " " + GoProgram.version();
        }
        Matcher jar = Pattern.compile("/" + artifact + "-(\\d[^/:]*)\\.jar").matcher(Modules.classPath(module));
        return jar.find() ? artifact + " " + jar.group(1) : id;
    }

    /** Starts its process with this class path in a JVM with these options and no others. */
    Worker start(Path logs, String classPath, List<String> options) throws IOException {
        return Modules.start(Jdk.current(), options, classPath, id, mainClass, logs.resolve(id + ".log"), arguments);
    }

    /** What is on its class path, folders packed into jars in this folder. */
    Libraries libraries(Path jars) throws IOException {
        return this == GO ? GoProgram.itself() : Libraries.packed(Modules.classPath(module), jars);
    }

    /** Starts its process on this JDK, if it needs one, with these options. */
    Worker start(Path logs, Jdk jdk, List<String> options) throws IOException {
        if (this == GO) {
            return GoProgram.start(logs.resolve(id + ".log"));
        }
        return Modules.start(
                jdk, options, Modules.classPath(module), id, mainClass, logs.resolve(id + ".log"), arguments);
    }
}
