package io.callfuse.engine.cli.digits;

import io.callfuse.engine.asr.feed.Recognition;
import io.callfuse.engine.asr.feed.RecognitionLimits;
import io.callfuse.engine.asr.feed.RecognitionSettings;
import io.callfuse.engine.asr.model.SpeechModel;
import io.callfuse.engine.asr.model.SpeechModelException;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.models.digits.DigitModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Callers who say digits, all at the same time, and the recognition process that hears them by the model that comes with the
 * project. Runs once; one thread.
 */
public final class DigitDemo {
    /** Few enough to read, enough to divide the process's memory by. */
    private static final int CALLERS = 4;

    private static final int NUMBERS = 2;

    private final List<DigitVoice> voices;
    private final List<DigitTalk> talks = new ArrayList<>();

    /** Prepares callers with these voices in turn. */
    public DigitDemo(List<DigitVoice> voices) throws IOException {
        this.voices = List.copyOf(voices);
        for (int caller = 0; caller < CALLERS; caller++) {
            talks.add(DigitTalk.of(voiceOf(caller), NUMBERS, caller));
        }
    }

    private DigitVoice voiceOf(int caller) {
        return voices.get(caller % voices.size());
    }

    /** Length of all that is said, ms. */
    public long totalMs() {
        return talks.stream()
                .mapToLong(talk -> MediaTime.startMs(talk.frames()))
                .sum();
    }

    /**
     * Lets all of them speak.
     *
     * @param work where the model is unpacked
     * @param progressMs told how much was said so far, of all together
     * @throws IOException if words cannot be recognised here, or recognition ended: one line
     */
    public DigitReport run(Path work, LongConsumer progressMs)
            throws IOException, SpeechModelException, InterruptedException {
        SpeechModel model = SpeechModel.open(DigitModel.unpackTo(work.resolve("vosk-digits-en")));
        RecognitionSettings settings = RecognitionSettings.of(model).with(RecognitionLimits.patient());
        try (Recognition recognition = Recognition.start(settings)) {
            recognition.requireUp();
            long idleMiB = recognition.residentMiB();
            Duration before = cpu(recognition);
            List<DigitCaller> callers = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                callers.add(new DigitCaller(voiceOf(caller).name(), talks.get(caller), recognition));
            }
            speak(callers, progressMs);
            DigitReport report = new DigitReport(
                    model,
                    callers,
                    new DigitReport.Cost(
                            cpu(recognition).minus(before),
                            recognition.counters(),
                            recognition.delay(),
                            recognition.residentMiB(),
                            recognition.residentMiB() - idleMiB));
            callers.forEach(DigitCaller::close);
            return report;
        }
    }

    private static void speak(List<DigitCaller> callers, LongConsumer progressMs) throws IOException {
        List<DigitCaller> speaking = new ArrayList<>(callers);
        long saidMs = 0;
        while (!speaking.isEmpty()) {
            List<DigitCaller> done = new ArrayList<>();
            for (DigitCaller caller : speaking) {
                if (!caller.speak()) {
                    done.add(caller);
                }
            }
            for (DigitCaller caller : speaking) {
                caller.listen();
            }
            saidMs += (long) MediaTime.FRAME_MS * (speaking.size() - done.size());
            progressMs.accept(saidMs);
            speaking.removeAll(done);
        }
    }

    private static Duration cpu(Recognition recognition) throws IOException {
        long pid = recognition.pid().orElseThrow(() -> new IOException("recognition has ended"));
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }
}
