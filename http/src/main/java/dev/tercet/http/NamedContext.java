package dev.tercet.http;

import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * Makes engines that ask for, and expect, one name, whichever host java.net.http connects to: that takes both names from the URI, and
 * there the host is.
 */
final class NamedContext extends SSLContextSpi {
    private final SSLContext context;
    private final String name;
    private final List<SNIServerName> indication;

    private NamedContext(SSLContext context, String name) {
        this.context = context;
        this.name = name;
        this.indication = indication(name);
    }

    /** The context, with a name of its own. */
    static SSLContext of(SSLContext context, String name) {
        return new SSLContext(new NamedContext(context, name), context.getProvider(), context.getProtocol()) {};
    }

    // Addresses are not indicated, and names with an underscore cannot be: the server shows what it shows to everybody.
    private static List<SNIServerName> indication(String name) {
        if (Host.isAddress(name)) {
            return List.of();
        }
        try {
            return List.of(new SNIHostName(name));
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
        return new NamedEngine(context.createSSLEngine(name, port), indication);
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
        return context.createSSLEngine();
    }

    @Override
    protected SSLParameters engineGetDefaultSSLParameters() {
        return context.getDefaultSSLParameters();
    }

    @Override
    protected SSLParameters engineGetSupportedSSLParameters() {
        return context.getSupportedSSLParameters();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
        return context.getClientSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
        return context.getServerSessionContext();
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
        return context.getSocketFactory();
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
        return context.getServerSocketFactory();
    }

    @Override
    protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
            throws KeyManagementException {
        throw new KeyManagementException("it is initialised");
    }
}
