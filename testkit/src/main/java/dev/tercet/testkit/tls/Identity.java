package dev.tercet.testkit.tls;

import java.nio.file.Path;

/**
 * Files that let a server or a client prove who it is.
 *
 * @param commonName the subject's common name, which etcd takes for the user's name where it trusts certificates
 * @param certificate the certificate in PEM, followed by nothing: the authority is one step away
 * @param key the private key in PEM, unencrypted, in the form asked for
 * @param store a PKCS#12 store of key and chain, under {@link TestCertificates#STORE_PASSWORD}
 * @since 0.1
 */
public record Identity(String commonName, Path certificate, Path key, Path store) {}
