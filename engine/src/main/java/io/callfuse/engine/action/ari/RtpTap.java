package io.callfuse.engine.action.ari;

import io.callfuse.engine.call.CallId;
import io.callfuse.engine.ingress.rtp.RtpBindException;
import io.callfuse.engine.ingress.rtp.RtpFormat;
import io.callfuse.engine.ingress.rtp.RtpStreamRegistry;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * External media over RTP: Asterisk sends to the engine's port, and says in its answer from where; packets from anywhere else are
 * not heard. Stateless but for the streams' registry.
 *
 * @param streams where it is said what will come
 * @param listen where the engine receives, for messages
 * @param format what Asterisk sends
 */
public record RtpTap(RtpStreamRegistry streams, InetSocketAddress listen, RtpFormat format) implements TapAudio {
    /** What Asterisk needs for it. */
    public static final List<String> MODULES = List.of("res_rtp_asterisk.so", "chan_rtp.so");

    private static final String ADDRESS = "UNICASTRTP_LOCAL_ADDRESS";
    private static final String PORT = "UNICASTRTP_LOCAL_PORT";
    private static final int HIGHEST_PORT = 0xffff;

    /** Rejects null. */
    public RtpTap {
        Objects.requireNonNull(streams, "streams are null");
        Objects.requireNonNull(listen, "listen is null");
        Objects.requireNonNull(format, "format is null");
    }

    @Override
    public String address() {
        return "RTP " + listen.getHostString() + ":" + listen.getPort();
    }

    @Override
    public List<String> modules() {
        return MODULES;
    }

    @Override
    public Map<String, String> parameters(CallId tap) throws RtpBindException {
        InetSocketAddress destination = streams.destination(tap);
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("external_host", destination.getHostString() + ":" + destination.getPort());
        parameters.put("encapsulation", "rtp");
        parameters.put("transport", "udp");
        parameters.put("connection_type", "client");
        parameters.put("format", format.asteriskName());
        return parameters;
    }

    /** Asterisk's channel does not notice when nobody hears it any more, so that is told by {@code over}. */
    @Override
    public CompletionStage<Void> opened(CallId tap, Map<String, String> variables, Runnable over) {
        try {
            return streams.expect(tap, source(variables), format, over);
        } catch (IllegalArgumentException unfit) {
            return CompletableFuture.failedStage(unfit);
        }
    }

    private static InetSocketAddress source(Map<String, String> variables) {
        String address = variables.getOrDefault(ADDRESS, "");
        String port = variables.getOrDefault(PORT, "");
        InetAddress host = NetUtil.createInetAddressFromIpAddressString(address);
        if (host == null || !port.matches("[1-9][0-9]{0,4}") || Integer.parseInt(port) > HIGHEST_PORT) {
            throw new IllegalArgumentException("Asterisk did not say from where it sends: " + ADDRESS + " is '"
                    + address + "', " + PORT + " is '" + port + "'");
        }
        return new InetSocketAddress(host, Integer.parseInt(port));
    }

    @Override
    public void closed(CallId tap) {
        streams.forget(tap);
    }
}
