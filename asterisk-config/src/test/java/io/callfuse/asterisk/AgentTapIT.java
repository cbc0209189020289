package io.callfuse.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callfuse.dsp.signal.G711;
import io.callfuse.engine.action.CallEvents;
import io.callfuse.engine.action.PeerLook;
import io.callfuse.engine.action.TapOutcome;
import io.callfuse.engine.action.ami.AmiCallControl;
import io.callfuse.engine.action.ami.AmiLogin;
import io.callfuse.engine.action.ami.AmiSettings;
import io.callfuse.engine.action.ami.AmiTimes;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.IngressLoop;
import io.callfuse.engine.ingress.MediaFrameSink;
import io.callfuse.engine.ingress.audiosocket.AudioSocketCounters;
import io.callfuse.engine.ingress.audiosocket.AudioSocketLimits;
import io.callfuse.engine.ingress.audiosocket.AudioSocketServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What comes of the tap of an agent, packet by packet: his voice, and nothing of the caller's. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@ExtendWith(LabExtension.class)
class AgentTapIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int HEARD_FRAMES = 5 * MediaTime.FRAMES_PER_SECOND;
    private static final double LOUD_MEAN_SQUARE = 1e6;
    private static final double KEPT_SHARE = 0.95;

    @TempDir
    Path directory;

    private final List<short[]> heard = new CopyOnWriteArrayList<>();

    @Test
    void shouldBringTheAgentsVoiceBitForBitAndNothingOfTheCallers(AsteriskLab lab) throws Exception {
        Path agents = Speech.raw("en-angry", directory);
        Path callers = Speech.raw("zh-angry", directory);
        try (IngressLoop loop = new IngressLoop();
                AudioSocketServer server = new AudioSocketServer(
                        loop, anyPort(), AudioSocketLimits.defaults(), offer -> new Tape(), new AudioSocketCounters());
                SippAgent agent = SippAgent.speaking(lab, agents)) {
            server.start();
            String extension =
                    "agent-" + AsteriskLab.freeTcpPort() + "-" + AsteriskLab.freeTcpPort() + "-" + agent.port();
            try (AmiCallControl control = control(lab, server.address());
                    SippCaller caller = SippCaller.speaking(lab, extension, callers, Duration.ofSeconds(60))) {
                control.start();
                await().atMost(PATIENCE).until(control::isConnected);
                await().atMost(PATIENCE).until(() -> lab.channelOf(extension).isPresent());
                CallChannel channel = new CallChannel(lab.channelOf(extension).orElseThrow(), "", "", "");
                await().atMost(PATIENCE).until(() -> look(control, channel) instanceof PeerLook.Talking);
                CallChannel peer = ((PeerLook.Talking) look(control, channel)).peer();
                assertThat(peer.name()).startsWith("PJSIP/agent-");
                assertThat(control.startAgentTap(peer, CallId.random())
                                .toCompletableFuture()
                                .get(10, TimeUnit.SECONDS))
                        .isInstanceOf(TapOutcome.Started.class);
                await().atMost(PATIENCE).until(() -> heard.size() >= HEARD_FRAMES);
                lab.cli("channel request hangup " + channel.name());
                assertThat(caller.phone().awaitEnd(PATIENCE)).isTrue();
            }
        }
        List<short[]> loud = heard.stream().filter(AgentTapIT::isLoud).toList();
        assertThat(loud).hasSizeGreaterThan(HEARD_FRAMES / 4);
        assertThat(shareOf(loud, packets(agents))).isGreaterThan(KEPT_SHARE);
        assertThat(shareOf(loud, packets(callers))).isZero();
        await().atMost(PATIENCE).until(() -> lab.channels() == 0);
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static AmiCallControl control(AsteriskLab lab, InetSocketAddress tap) {
        AmiLogin login = new AmiLogin(new InetSocketAddress("127.0.0.1", lab.amiPort()), "callfuse", lab.amiSecret());
        return new AmiCallControl(
                new AmiSettings(login, AmiTimes.defaults(), tap, Duration.ofSeconds(5), AmiSettings.QUEUED_ORDERS),
                new Deaf());
    }

    private static PeerLook look(AmiCallControl control, CallChannel caller) throws Exception {
        return control.talkingTo(caller).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** Of how many of these frames the very samples were sent. */
    private static double shareOf(List<short[]> frames, Set<ShortBuffer> sent) {
        return frames.stream()
                        .filter(frame -> sent.contains(ShortBuffer.wrap(frame)))
                        .count()
                / (double) frames.size();
    }

    private static boolean isLoud(short[] frame) {
        double energy = 0;
        for (short sample : frame) {
            energy += (double) sample * sample;
        }
        return energy / frame.length > LOUD_MEAN_SQUARE;
    }

    /** The packets in which a phone sends a recording. */
    private static Set<ShortBuffer> packets(Path muLaw) throws Exception {
        byte[] bytes = Files.readAllBytes(muLaw);
        Set<ShortBuffer> packets = new HashSet<>();
        for (int at = 0; at + MediaTime.FRAME_SAMPLES <= bytes.length; at += MediaTime.FRAME_SAMPLES) {
            short[] packet = new short[MediaTime.FRAME_SAMPLES];
            for (int i = 0; i < packet.length; i++) {
                packet[i] = G711.decodeMuLaw(bytes[at + i]);
            }
            packets.add(ShortBuffer.wrap(packet));
        }
        return packets;
    }

    private final class Tape implements MediaFrameSink {
        @Override
        public void audio(short[] samples, int offset, long arrivalNs) {
            heard.add(Arrays.copyOfRange(samples, offset, offset + MediaTime.FRAME_SAMPLES));
        }

        @Override
        public void gap(long insertedAtNs) {
            throw new AssertionError("the inlet inserts none by itself");
        }

        @Override
        public void digit(char digit) {
            throw new AssertionError("nobody pressed a key");
        }

        @Override
        public void end(EndOfMedia reason) {
            // What was heard stays.
        }
    }

    /** Asterisk's events are of no interest. */
    private static final class Deaf implements CallEvents {
        @Override
        public void hungUp(String uniqueId, int causeCode) {
            // Not of interest.
        }

        @Override
        public void digit(String uniqueId, char digit) {
            // Not of interest.
        }

        @Override
        public void dialplanWatch(CallId id, CallChannel channel) {
            // Not of interest.
        }

        @Override
        public void connectionLost() {
            // Not of interest.
        }

        @Override
        public void connected(List<CallChannel> live, Duration missedFor) {
            // Not of interest.
        }
    }
}
