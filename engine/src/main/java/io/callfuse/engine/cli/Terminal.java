package io.callfuse.engine.cli;

import java.util.function.LongConsumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** What standard error is. Java cannot tell whether it is a terminal; the launcher does, by a system property. */
final class Terminal {
    private static final int UPDATE_MS = 200;
    private static final int WIDTH = 80;

    private Terminal() {}

    /** A bar on standard error, or nothing when that is not a terminal. */
    static Progress progress(String task, long most) {
        if (!Boolean.getBoolean("callfuse.stderr.terminal")) {
            return new Progress(null);
        }
        return new Progress(new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(most)
                .setUpdateIntervalMillis(UPDATE_MS)
                .setStyle(ProgressBarStyle.ASCII)
                .clearDisplayOnFinish()
                .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
                .build());
    }

    /** How far a piece of work has come. One thread reports; closing removes the bar. */
    static final class Progress implements LongConsumer, AutoCloseable {
        private final ProgressBar bar;

        private Progress(ProgressBar bar) {
            this.bar = bar;
        }

        @Override
        public void accept(long done) {
            if (bar != null) {
                bar.stepTo(Math.min(done, bar.getMax()));
            }
        }

        /** Corrects what there is to do in all, where that shows later. */
        void most(long most) {
            if (bar != null) {
                bar.maxHint(most);
            }
        }

        /** Says what is being done now. */
        void say(String what) {
            if (bar != null) {
                bar.setExtraMessage(what);
            }
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
            }
        }
    }
}
