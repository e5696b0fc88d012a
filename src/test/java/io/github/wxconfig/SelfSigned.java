package io.github.wxconfig;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate that nobody vouches for, made anew for each server.
 *
 * @param keyStore the file that holds it and its key
 */
public record SelfSigned(Path keyStore) {
    private static final String PASSWORD = "changeit";

    /** For the host of this name alone. */
    public static SelfSigned of(String host) throws Exception {
        Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target", "certificates")), "");
        Path file = directory.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "SAN=dns:" + host,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool made no certificate");
        }
        return new SelfSigned(file);
    }

    /** What a server needs. */
    public SSLContext context() throws Exception {
        KeyStore store = load();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, new SecureRandom());
        return context;
    }

    /** Writes the private key and its certificate into one file, as other programs than Java read them. */
    public void writePem(Path file) throws Exception {
        KeyStore store = load();
        String alias = store.aliases().nextElement();
        Key key = store.getKey(alias, PASSWORD.toCharArray());
        Files.writeString(
                file,
                pem("PRIVATE KEY", key.getEncoded())
                        + pem("CERTIFICATE", store.getCertificate(alias).getEncoded()));
    }

    private static String pem(String type, byte[] content) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n";
    }

    private KeyStore load() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    /** Has clients of this JVM trust it meanwhile, and nothing else. */
    public void whileTrusted(Runnable work) {
        System.setProperty("javax.net.ssl.trustStore", keyStore.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
        try {
            work.run();
        } finally {
            System.clearProperty("javax.net.ssl.trustStore");
            System.clearProperty("javax.net.ssl.trustStorePassword");
        }
    }
}
