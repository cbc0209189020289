package io.callfuse.engine.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.call.CallId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds of every live inlet, whatever its protocol. */
@Timeout(60)
public abstract class InletContract {
    private static final int FRAMES = 50;

    protected final IngressLoop loop = new IngressLoop();
    private final Map<CallId, Leg> legs = new ConcurrentHashMap<>();
    private volatile String refusal;
    private Door door;

    /** A running inlet. */
    protected interface Door extends AutoCloseable {
        /** Connects the far end of a stream of this call. */
        Caller connect(CallId call) throws Exception;

        @Override
        void close();
    }

    /** The far end of one stream, 8 kHz. */
    protected interface Caller extends AutoCloseable {
        /** Sends 20 ms. */
        void audio(short[] samples, int from) throws Exception;

        /** Sends a key. */
        void digit(char digit) throws Exception;

        /** Ends the stream as its kind does. */
        @Override
        void close() throws IOException;
    }

    /** Opens an inlet on any port of the loopback. */
    protected abstract Door open(MediaSessions sessions) throws Exception;

    protected static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    @BeforeEach
    void open() throws Exception {
        door = open(this::admit);
    }

    @AfterEach
    void close() {
        door.close();
        loop.close();
    }

    @Test
    void shouldBringEverySampleAndKeyInOrder() throws Exception {
        CallId call = CallId.random();
        short[] pcm = noise(1);
        try (Caller caller = door.connect(call)) {
            send(caller, pcm);
            caller.digit('7');
            awaitFrames(call, FRAMES);
        }
        Leg leg = awaitEnd(call);
        assertThat(leg.heard.samples()).isEqualTo(pcm);
        assertThat(leg.heard.digits).hasToString("7");
        assertThat(leg.heard.gapFrames()).isZero();
        assertThat(leg.heard.end).isEqualTo(EndOfMedia.COMPLETED);
    }

    @Test
    void shouldKeepCallsApart() throws Exception {
        CallId first = CallId.random();
        CallId second = CallId.random();
        short[] one = noise(1);
        short[] other = noise(2);
        try (Caller firstCaller = door.connect(first);
                Caller secondCaller = door.connect(second)) {
            for (int frame = 0; frame < FRAMES; frame++) {
                firstCaller.audio(one, 160 * frame);
                secondCaller.audio(other, 160 * frame);
            }
            awaitFrames(first, FRAMES);
            awaitFrames(second, FRAMES);
        }
        assertThat(awaitEnd(first).heard.samples()).isEqualTo(one);
        assertThat(awaitEnd(second).heard.samples()).isEqualTo(other);
    }

    @Test
    void shouldEndTheStreamOnceWhenTheEngineFinishesIt() throws Exception {
        CallId call = CallId.random();
        try (Caller caller = door.connect(call)) {
            send(caller, noise(3));
            awaitFrames(call, 1);
            legs.get(call).offer.stream().finish();
            legs.get(call).offer.stream().finish();
            assertThat(awaitEnd(call).heard.end).isEqualTo(EndOfMedia.CLOSED_BY_ENGINE);
        }
    }

    @Test
    void shouldBringNothingOfACallThatIsNotWanted() throws Exception {
        refusal = "nobody wants it";
        CallId unwanted = CallId.random();
        CallId wanted = CallId.random();
        try (Caller caller = door.connect(unwanted)) {
            send(caller, noise(4));
            await().until(() -> refusal == null);
        } catch (IOException closed) {
            assertThat(refusal).as("a connection is closed when it was refused").isNull();
        }
        try (Caller caller = door.connect(wanted)) {
            send(caller, noise(5));
            awaitFrames(wanted, FRAMES);
        }
        assertThat(legs).containsOnlyKeys(wanted);
        awaitEnd(wanted);
    }

    @Test
    void shouldGoOnHearingOthersWhenTheEngineFailsOnOne() throws Exception {
        CallId ill = CallId.random();
        CallId well = CallId.random();
        try (Caller illCaller = door.connect(ill);
                Caller wellCaller = door.connect(well)) {
            illCaller.audio(noise(6), 0);
            awaitFrames(ill, 1);
            legs.get(ill).failing = true;
            illCaller.audio(noise(6), 160);
            short[] pcm = noise(7);
            send(wellCaller, pcm);
            awaitFrames(well, FRAMES);
            assertThat(awaitEnd(ill).heard.end).isEqualTo(EndOfMedia.CLOSED_BY_ENGINE);
            assertThat(Arrays.equals(legs.get(well).heard.samples(), pcm)).isTrue();
        }
    }

    @Test
    void shouldEndEveryStreamWhenItIsClosed() throws Exception {
        CallId call = CallId.random();
        try (Caller caller = door.connect(call)) {
            caller.audio(noise(8), 0);
            awaitFrames(call, 1);
            door.close();
            assertThat(awaitEnd(call).heard.end).isEqualTo(EndOfMedia.CLOSED_BY_ENGINE);
        }
    }

    private MediaFrameSink admit(MediaOffer offer) throws MediaRefusedException {
        String reason = refusal;
        if (reason != null) {
            refusal = null;
            throw new MediaRefusedException(reason);
        }
        Leg leg = new Leg(offer);
        legs.put(offer.call(), leg);
        return leg;
    }

    private static void send(Caller caller, short[] pcm) throws Exception {
        for (int at = 0; at < pcm.length; at += 160) {
            caller.audio(pcm, at);
        }
    }

    private void awaitFrames(CallId call, int frames) {
        await().until(() -> legs.containsKey(call) && legs.get(call).frames >= frames);
    }

    private Leg awaitEnd(CallId call) {
        await().until(() -> legs.containsKey(call) && legs.get(call).ended);
        return legs.get(call);
    }

    private static short[] noise(long seed) {
        Random random = new Random(seed);
        short[] noise = new short[FRAMES * 160];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (short) random.nextInt();
        }
        return noise;
    }

    private static final class Leg implements MediaFrameSink {
        private final CollectingSink heard = new CollectingSink();
        private final MediaOffer offer;
        private volatile int frames;
        private volatile boolean failing;
        private volatile boolean ended;

        Leg(MediaOffer offer) {
            this.offer = offer;
        }

        @Override
        public void audio(short[] samples, int offset, long arrivalNs) {
            if (failing) {
                throw new IllegalStateException("made to fail");
            }
            heard.audio(samples, offset, arrivalNs);
            frames = heard.frames.size();
        }

        @Override
        public void gap(long insertedAtNs) {
            heard.gap(insertedAtNs);
            frames = heard.frames.size();
        }

        @Override
        public void digit(char digit) {
            heard.digit(digit);
        }

        @Override
        public void end(EndOfMedia reason) {
            heard.end(reason);
            ended = true;
        }
    }
}
