package io.callfuse.engine.action.ami;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Encrypted connections to AMI: TLS 1.2 or 1.3, by a certificate that is trusted and names the host. Immutable. */
public final class AmiTls {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final SSLContext context;

    private AmiTls(SSLContext context) {
        this.context = context;
    }

    /**
     * Reads whom to trust.
     *
     * @param trustFile certificates in PEM; empty means those that Java trusts
     * @throws IOException if the file cannot be read or holds no certificate; one line that names it
     */
    public static AmiTls trusting(Optional<Path> trustFile) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trustFile.isPresent() ? trustManagers(trustFile.get()) : null, null);
            return new AmiTls(context);
        } catch (GeneralSecurityException unusable) {
            throw new IOException(
                    "ami.trustFile: " + trustFile.map(Path::toString).orElse("Java's own") + " cannot be used: "
                            + unusable.getMessage(),
                    unusable);
        }
    }

    private static TrustManager[] trustManagers(Path file) throws IOException, GeneralSecurityException {
        Collection<? extends Certificate> certificates;
        try (InputStream pem = Files.newInputStream(file)) {
            certificates = CertificateFactory.getInstance("X.509").generateCertificates(pem);
        } catch (IOException unreadable) {
            throw new IOException("ami.trustFile: " + file + " cannot be read", unreadable);
        }
        if (certificates.isEmpty()) {
            throw new IOException("ami.trustFile: " + file + " holds no certificate");
        }
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        int number = 0;
        for (Certificate certificate : certificates) {
            trusted.setCertificateEntry("ami-" + number++, certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers();
    }

    /** Connects and shakes hands, each within this time. */
    Socket connect(InetSocketAddress address, Duration within) throws IOException {
        int timeoutMs = Math.toIntExact(within.toMillis());
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(address.getHostString(), address.getPort()), timeoutMs);
            plain.setSoTimeout(timeoutMs);
            SSLSocket secured = (SSLSocket)
                    context.getSocketFactory().createSocket(plain, address.getHostString(), address.getPort(), true);
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setProtocols(PROTOCOLS);
            secured.setSSLParameters(parameters);
            secured.startHandshake();
            secured.setSoTimeout(0);
            return secured;
        } catch (IOException failed) {
            plain.close();
            throw failed;
        }
    }
}
