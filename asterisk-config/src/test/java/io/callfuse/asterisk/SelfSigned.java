package io.callfuse.asterisk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A key and the certificate for it of 127.0.0.1, made by the JDK alone: a machine need have no OpenSSL. */
final class SelfSigned {
    private static final String PASSWORD = "changeit";

    private SelfSigned() {}

    /** Writes NAME.pem (key and certificate, as Asterisk wants them) and NAME.crt (the certificate), unless they are there. */
    static Path make(Path directory, String name) {
        Path certificate = directory.resolve(name + ".crt");
        if (!Files.exists(certificate)) {
            try {
                Files.createDirectories(directory);
                write(directory.resolve(name), certificate);
            } catch (IOException | GeneralSecurityException e) {
                throw new IllegalStateException("no certificate could be made", e);
            }
        }
        return certificate;
    }

    private static void write(Path stem, Path certificate) throws IOException, GeneralSecurityException {
        Path store = Path.of(stem + ".p12");
        Files.deleteIfExists(store);
        keytool(store);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        String key =
                pem("PRIVATE KEY", keys.getKey("lab", PASSWORD.toCharArray()).getEncoded());
        String chain = pem("CERTIFICATE", keys.getCertificate("lab").getEncoded());
        Files.writeString(Path.of(stem + ".pem"), key + chain);
        Files.writeString(certificate, chain);
    }

    private static String pem(String what, byte[] der) {
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN " + what + "-----\n" + lines.encodeToString(der) + "\n-----END " + what + "-----\n";
    }

    private static void keytool(Path store) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        builder.command().addAll(List.of("-genkeypair", "-alias", "lab", "-keyalg", "EC", "-dname", "CN=lab"));
        builder.command().addAll(List.of("-ext", "SAN=ip:127.0.0.1", "-validity", "3650", "-storetype", "PKCS12"));
        builder.command().addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("keytool failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }
}
