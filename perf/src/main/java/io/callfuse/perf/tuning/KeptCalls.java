package io.callfuse.perf.tuning;

import io.callfuse.engine.AnalysedCall;
import io.callfuse.engine.CallPipeline;
import io.callfuse.engine.archive.CallLines;
import io.callfuse.engine.archive.CallSummary;
import io.callfuse.engine.archive.EngineIdentity;
import io.callfuse.engine.archive.Evidence;
import io.callfuse.engine.archive.JsonLinesArchive;
import io.callfuse.engine.archive.store.DatabaseAddress;
import io.callfuse.engine.archive.store.StoreLoader;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.policy.Decision;
import io.callfuse.engine.policy.FuseChanged;
import io.callfuse.engine.policy.PolicyEvent;
import io.callfuse.engine.policy.PolicySettings;
import io.callfuse.engine.tuning.TrackBytes;
import io.callfuse.models.EmotionModel;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * {@code KeptCalls NUMBER DIRECTORY}: an archive with that many calls of 90 s, and its database. Eight calls are analysed, each by
 * another part and level of a recording, and kept again and again under other names.
 */
public final class KeptCalls {
    private static final int SECONDS = 90;
    private static final int DIFFERENT = 8;
    private static final int LINES_AT_ONCE = 256;
    private static final long LOOK_MS = 50;
    private static final String RECORDING = "/io/callfuse/engine/cli/demo/en-escalating.wav";
    private static final Instant FIRST = Instant.parse("2026-11-16T08:00:00Z");
    private static final EngineIdentity ENGINE = new EngineIdentity("kept", "kept", "kept");

    private KeptCalls() {}

    private record Call(CallPipeline pipeline, AnalysedCall analysed, List<Said> said) {}

    private record Said(PolicyEvent event, Evidence evidence) {}

    /** Makes the archive and fills its database. */
    public static void main(String[] arguments) throws Exception {
        int number = Integer.parseInt(arguments[0]);
        Path directory = Path.of(arguments[1]);
        PolicySettings policy = ConfigLoader.defaults().policySettings();
        short[] audio = audio();
        Random random = new Random(1);
        List<Call> different = new ArrayList<>();
        for (int i = 0; i < DIFFERENT; i++) {
            different.add(call(audio, policy, random));
        }
        try (JsonLinesArchive archive = JsonLinesArchive.open(directory, Clock.systemUTC());
                StoreLoader store = new StoreLoader(
                        new DatabaseAddress.SqliteFile(directory.resolve("callfuse.db")), archive.committed())) {
            store.start();
            List<CompletableFuture<Void>> waiting = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                Instant startedAt = FIRST.plus(Duration.ofMinutes(i));
                keep(different.get(i % DIFFERENT), policy, startedAt, archive, waiting);
                if (waiting.size() > LINES_AT_ONCE) {
                    waiting.forEach(CompletableFuture::join);
                    waiting.clear();
                }
            }
            waiting.forEach(CompletableFuture::join);
            while (store.counters().get("waiting_bytes") > 0 || store.counters().get("lines") < 3L * number) {
                Thread.sleep(LOOK_MS);
            }
        }
    }

    private static void keep(
            Call call,
            PolicySettings policy,
            Instant startedAt,
            JsonLinesArchive archive,
            List<CompletableFuture<Void>> waiting) {
        CallLines lines = new CallLines(CallId.random(), ENGINE, policy);
        waiting.add(archive.append(lines.watched(startedAt)));
        for (Said said : call.said()) {
            Instant at = startedAt.plusMillis(said.event().atMs());
            if (said.event() instanceof FuseChanged change) {
                waiting.add(archive.append(lines.fuse(change, said.evidence(), at)));
            } else if (said.event() instanceof Decision decision) {
                waiting.add(archive.append(lines.decision(decision, said.evidence(), at)));
            }
        }
        waiting.add(archive.append(lines.call(new CallSummary(
                call.analysed().report(),
                startedAt,
                "hangup",
                call.analysed().counters(),
                List.of("rtp"),
                call.pipeline().journal()))));
        byte[] track = TrackBytes.pack(call.pipeline().track().orElseThrow());
        waiting.add(archive.append(lines.track(track, startedAt.plusSeconds(SECONDS))));
    }

    private static Call call(short[] audio, PolicySettings policy, Random random) {
        List<Said> said = new ArrayList<>();
        CallPipeline[] made = new CallPipeline[1];
        CallPipeline pipeline = new CallPipeline(
                EmotionModel.embedded(), policy, event -> said.add(new Said(event, made[0].evidence())));
        made[0] = pipeline;
        pipeline.keepTrack();
        int position = random.nextInt(audio.length);
        double gain = 0.2 + 0.8 * random.nextDouble();
        short[] frame = new short[MediaTime.FRAME_SAMPLES];
        for (int index = 0; index < SECONDS * MediaTime.FRAMES_PER_SECOND; index++) {
            for (int i = 0; i < frame.length; i++) {
                frame[i] = (short) (gain * audio[position++ % audio.length]);
            }
            MediaFrame media = new MediaFrame();
            media.setAudio(index, frame, 0, 0);
            pipeline.hear(media);
        }
        pipeline.end();
        return new Call(pipeline, pipeline.analysed("kept", ENGINE), said);
    }

    private static short[] audio() throws IOException, UnsupportedAudioFileException {
        AudioFormat linear = new AudioFormat(MediaTime.SAMPLE_RATE_HZ, 16, 1, true, false);
        try (AudioInputStream recorded = AudioSystem.getAudioInputStream(
                        new BufferedInputStream(KeptCalls.class.getResourceAsStream(RECORDING)));
                AudioInputStream pcm = AudioSystem.getAudioInputStream(linear, recorded)) {
            ByteBuffer bytes = ByteBuffer.wrap(pcm.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            short[] samples = new short[bytes.remaining() / Short.BYTES];
            bytes.asShortBuffer().get(samples);
            return samples;
        }
    }
}
