package io.callfuse.perf.recognition;

import io.callfuse.engine.asr.feed.Recognition;
import io.callfuse.engine.asr.feed.RecognitionLimits;
import io.callfuse.engine.asr.feed.RecognitionSettings;
import io.callfuse.engine.asr.model.ModelOverlay;
import io.callfuse.engine.asr.model.SpeechModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lets voices on which the digit model was not trained say numbers over noisy lines, and prints word error rate, delay of the first
 * partial word, work and memory. Everything goes the way of a live call: ear, gate, queue, process.
 */
public final class DigitRecognition {
    private static final int NUMBERS_A_CALL = 10;
    private static final List<String> QUICK = List.of("frames-per-chunk", "determinize-");

    private DigitRecognition() {}

    /** {@code MODEL VOICES NUMBERS SNR...}: folder of the model, see {@link DigitVoice}, numbers for each voice, dB. */
    public static void main(String[] arguments) throws Exception {
        SpeechModel model = SpeechModel.open(Path.of(arguments[0]));
        List<DigitVoice> voices = DigitVoice.read(Path.of(arguments[1]));
        int calls = Integer.parseInt(arguments[2]) / NUMBERS_A_CALL;
        for (boolean quick : new boolean[] {true, false}) {
            RecognitionSettings standard = RecognitionSettings.of(model);
            RecognitionSettings settings = new RecognitionSettings(
                    quick ? model : slow(model),
                    quick,
                    standard.threads(),
                    1000,
                    standard.maxMemoryMiB(),
                    RecognitionLimits.patient());
            for (int i = 3; i < arguments.length; i++) {
                double snrDb = Double.parseDouble(arguments[i]);
                try (Recognition recognition = Recognition.start(settings)) {
                    recognition.requireUp();
                    System.out.printf(Locale.ROOT, "%nnoise %.0f dB, quick partials %s%n", snrDb, quick ? "on" : "off");
                    new Run(recognition).hear(voices, calls, snrDb);
                }
            }
        }
    }

    /** The model without the options by which partial words come quickly, in case it has them itself. */
    private static SpeechModel slow(SpeechModel model) throws Exception {
        Path folder = Files.createTempDirectory("callfuse-slow-model-").resolve("model");
        SpeechModel laid = ModelOverlay.lay(model, folder, false);
        Path options = folder.resolve("conf/model.conf");
        Files.write(
                options,
                Files.readAllLines(options).stream()
                        .filter(line -> QUICK.stream().noneMatch(line::contains))
                        .toList());
        return laid;
    }

    private static final class Run {
        private final Recognition recognition;
        private final Map<String, WordErrors> bySpeaker = new TreeMap<>();
        private final List<Long> firstPartialMs = new ArrayList<>();
        private double seconds;

        Run(Recognition recognition) {
            this.recognition = recognition;
        }

        void hear(List<DigitVoice> voices, int calls, double snrDb) throws Exception {
            long idleMiB = recognition.residentMiB();
            Duration before = cpu();
            List<HeardCall> heard = new ArrayList<>();
            List<String> speakers = new ArrayList<>();
            for (DigitVoice voice : voices) {
                for (int i = 0; i < calls; i++) {
                    DigitCall call = DigitCall.compose(
                            voice,
                            NUMBERS_A_CALL,
                            snrDb,
                            1000L * i + voice.name().length());
                    heard.add(new HeardCall(call, recognition));
                    speakers.add(voice.name());
                }
            }
            long began = System.nanoTime();
            hearTogether(heard);
            double tookS = (System.nanoTime() - began) / 1e9;
            for (int i = 0; i < heard.size(); i++) {
                bySpeaker.merge(speakers.get(i), heard.get(i).errors(), WordErrors::plus);
                firstPartialMs.addAll(heard.get(i).firstPartialMs());
                seconds += heard.get(i).seconds();
            }
            print(cpu().minus(before), tookS, (recognition.residentMiB() - idleMiB) / (double) heard.size());
            heard.forEach(HeardCall::close);
        }

        /** All calls at once, a frame of each after the other, so that delays are those of real time. */
        private static void hearTogether(List<HeardCall> calls) {
            List<HeardCall> open = new ArrayList<>(calls);
            while (!open.isEmpty()) {
                List<HeardCall> ended = new ArrayList<>();
                for (HeardCall call : open) {
                    if (!call.hear()) {
                        ended.add(call);
                    }
                }
                open.forEach(HeardCall::take);
                open.removeAll(ended);
            }
        }

        private void print(Duration cpu, double tookS, double memoryMiB) {
            WordErrors all = new WordErrors(0, 0);
            for (Map.Entry<String, WordErrors> speaker : bySpeaker.entrySet()) {
                all = all.plus(speaker.getValue());
                print(speaker.getKey(), speaker.getValue());
            }
            print("all", all);
            firstPartialMs.sort(null);
            System.out.printf(
                    Locale.ROOT,
                    "  first partial after the first word's start: median %d ms, p95 %d ms%n",
                    firstPartialMs.get(firstPartialMs.size() / 2),
                    firstPartialMs.get(firstPartialMs.size() * 95 / 100));
            double fedS = recognition.counters().get("frames_recognised") / 50.0;
            System.out.printf(
                    Locale.ROOT,
                    "  real-time factor %.4f of speech fed (%.0f of %.0f s), all in %.0f s; %.2f MiB a recogniser%n",
                    cpu.toMillis() / 1000.0 / fedS,
                    fedS,
                    seconds,
                    tookS,
                    memoryMiB);
        }

        private static void print(String who, WordErrors errors) {
            System.out.printf(
                    Locale.ROOT, "  %-14s %5d words  %5.2f %% wrong%n", who, errors.said(), errors.ratePercent());
        }

        private Duration cpu() {
            return ProcessHandle.of(recognition.pid().orElseThrow())
                    .flatMap(process -> process.info().totalCpuDuration())
                    .orElse(Duration.ZERO);
        }
    }
}
