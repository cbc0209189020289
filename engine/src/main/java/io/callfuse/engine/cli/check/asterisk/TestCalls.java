package io.callfuse.engine.cli.check.asterisk;

import io.callfuse.engine.action.TapOutcome;
import io.callfuse.engine.action.ami.AmiInspection;
import io.callfuse.engine.action.ami.AmiInspectionException;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.cli.check.Finding;
import io.callfuse.engine.policy.Route;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Calls that Asterisk places to itself, a tone at one end and a tap at the other: does the tone arrive here? One thread. */
final class TestCalls {
    private static final String CONTEXT = "callfuse-check";
    private static final Duration STREAM_WITHIN = Duration.ofSeconds(4);
    private static final Duration ARI_WITHIN = Duration.ofSeconds(6);
    private static final long AUDIO_WITHIN_MS = 3000;
    private static final double CLEAN = 0.9;

    private final AmiInspection asterisk;
    private final ProbeInlet inlet;
    private final Consumer<Finding> found;

    TestCalls(AmiInspection asterisk, ProbeInlet inlet, Consumer<Finding> found) {
        this.asterisk = asterisk;
        this.inlet = inlet;
        this.found = found;
    }

    /**
     * Places a call for each way of tapping.
     *
     * @param engineRuns the dialplan's own tap would go to that engine, and leave a record there
     * @param complete whether all that is needed is loaded
     */
    void place(boolean engineRuns, boolean complete) throws AmiInspectionException, InterruptedException {
        if (!asterisk.exists(new Route("check", CONTEXT, "tone", 1))) {
            found.accept(Finding.failed(
                    "audio",
                    CONTEXT + " does not exist, so no test call can be placed",
                    "#include extensions_callfuse.conf"));
            return;
        }
        byManager();
        if (engineRuns) {
            found.accept(Finding.ok("audio, dialplan", "not tried while an engine is running: it would be its call"));
        } else if (complete) {
            byDialplan();
        }
    }

    private void byManager() throws AmiInspectionException, InterruptedException {
        String subject = "audio, AMI";
        twiceIfSilent(() -> {
            CallChannel caller = asterisk.call(CONTEXT, "caller", "tone");
            try {
                TapOutcome outcome = asterisk.tap(caller, CallId.random(), STREAM_WITHIN);
                return outcome instanceof TapOutcome.Failed failed
                        ? Heard.enough(Finding.failed(
                                subject,
                                failed.why(),
                                "let Asterisk reach tap.audiosocketAddress, and load chan_audiosocket.so and"
                                        + " app_chanspy.so"))
                        : listen(subject, "see whether the tap's channel has codec slin");
            } finally {
                end(caller);
            }
        });
    }

    /**
     * Places one that ARI taps.
     *
     * @param media on which way the audio comes, for messages
     */
    void placeForAri(AriTestTap ari, String media) throws AmiInspectionException, InterruptedException {
        String subject = "audio, ARI";
        twiceIfSilent(() -> {
            CallChannel caller = asterisk.call(CONTEXT, "caller", "tone");
            try {
                TapOutcome outcome = ari.tap(caller, ARI_WITHIN);
                return outcome instanceof TapOutcome.Failed failed
                        ? Heard.enough(Finding.failed(
                                subject,
                                "by " + media + ": " + failed.why(),
                                "see tap.media, and the check of ari above"))
                        : listen(
                                subject,
                                "let Asterisk's " + media + " reach this machine (tap.media, firewalls in between)");
            } finally {
                end(caller);
            }
        });
    }

    private void byDialplan() throws AmiInspectionException, InterruptedException {
        twiceIfSilent(() -> {
            CallChannel caller = asterisk.call(CONTEXT, "tapped", "tone");
            try {
                return listen(
                        "audio, dialplan",
                        "let CALLFUSE_AGI and CALLFUSE_AUDIOSOCKET in extensions_callfuse.conf name this machine's"
                                + " agi.listen and audiosocket.listen");
            } finally {
                asterisk.hangUp(caller);
            }
        });
    }

    /** One call, with what was heard of it. */
    private interface TestCall {
        Heard place() throws AmiInspectionException, InterruptedException;
    }

    /**
     * What one call tells.
     *
     * @param silent whether a stream came that brought hardly anything, as happens on a machine that is busy just then
     */
    private record Heard(Finding finding, boolean silent) {
        static Heard enough(Finding finding) {
            return new Heard(finding, false);
        }
    }

    private void twiceIfSilent(TestCall call) throws AmiInspectionException, InterruptedException {
        Heard heard = call.place();
        found.accept(heard.silent() ? call.place().finding() : heard.finding());
    }

    private Heard listen(String subject, String remedy) throws InterruptedException {
        Optional<ToneEar> stream = inlet.nextStream(STREAM_WITHIN);
        if (stream.isEmpty()) {
            return Heard.enough(
                    Finding.failed(subject, "no stream came within " + STREAM_WITHIN.toSeconds() + " s", remedy));
        }
        ToneEar ear = stream.get();
        if (!ear.awaitEnough(AUDIO_WITHIN_MS)) {
            return new Heard(
                    Finding.failed(
                            subject,
                            "the stream came, but only " + 20 * ear.frames() + " ms of audio in " + AUDIO_WITHIN_MS
                                    + " ms, two calls in a row",
                            "see whether Asterisk has a timing module (res_timing_timerfd.so)"),
                    true);
        }
        if (ear.toneShare() < CLEAN) {
            return Heard.enough(Finding.failed(
                    subject,
                    String.format(
                            Locale.ROOT, "%.0f %% of what came was the tone that was played", 100 * ear.toneShare()),
                    "see whether the tap's channel is asked for c(slin)"));
        }
        return Heard.enough(Finding.ok(
                subject,
                String.format(
                        Locale.ROOT,
                        "1 s of the tone that was played came, %.1f %% clean, the first after %d ms",
                        100 * ear.toneShare(),
                        ear.firstAfterMs())));
    }

    private void end(CallChannel caller) throws AmiInspectionException {
        if (!asterisk.hangUp(caller)) {
            found.accept(Finding.failed(
                    "rights", "no Hangup is heard, so calls end late", "add call to read in manager.conf"));
        }
    }
}
