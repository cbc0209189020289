package io.callfuse.engine.web;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Path;
import javax.net.ssl.SSLException;

/** With which certificate the engine answers. */
public final class WebTls {
    private final SslContext context;

    private WebTls(SslContext context) {
        this.context = context;
    }

    /**
     * Reads certificate and key.
     *
     * @param certificateFile PEM, the chain from the engine's own on
     * @param keyFile PEM, PKCS#8 without a password
     * @throws IOException if they cannot be read or do not fit; the message is one line
     */
    public static WebTls of(Path certificateFile, Path keyFile) throws IOException {
        try {
            return new WebTls(SslContextBuilder.forServer(certificateFile.toFile(), keyFile.toFile())
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build());
        } catch (SSLException | IllegalArgumentException unfit) {
            Throwable cause = unfit.getCause() == null ? unfit : unfit.getCause();
            throw new IOException(
                    "http.certificateFile " + certificateFile + ", http.keyFile " + keyFile + ": " + cause.getMessage(),
                    unfit);
        }
    }

    SslContext context() {
        return context;
    }
}
