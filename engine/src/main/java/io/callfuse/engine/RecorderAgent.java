package io.callfuse.engine;

import io.callfuse.engine.archive.audio.AudioRecorder;

/** Gives the recorder a thread. */
final class RecorderAgent implements Agent {
    private final AudioRecorder recorder;

    RecorderAgent(AudioRecorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public String roleName() {
        return "recorder-0";
    }

    @Override
    public int doWork() {
        return recorder.doWork();
    }

    @Override
    public void onClose() {
        recorder.close();
    }
}
