/**
 * HTTP/1.1 and websockets to one endpoint, over java.net.http.
 *
 * <p>For Tercet's own modules: which HTTP client is used is nobody else's affair.
 */
@SuppressWarnings("module") // Friends are compiled after this module, so none of them can be seen from here.
module dev.tercet.http {
    requires java.net.http;
    requires static transitive org.jspecify;
    requires transitive dev.tercet.core;

    exports dev.tercet.http to
            dev.tercet.benchmarks,
            dev.tercet.conformance,
            dev.tercet.gateway,
            dev.tercet.v2;
}
