package io.callfuse.engine.archive.audio;

import io.callfuse.engine.archive.Archive;
import io.callfuse.engine.archive.ArchiveException;
import io.callfuse.engine.archive.KeptRecording;
import io.callfuse.engine.archive.RecordingFiles;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.queue.Mailbox;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the audio of callers who have agreed to it, a file for each call in the folder {@code recordings} of the archive, and forgets
 * what is too old. Where it cannot write, a recording is given up, and no call notices. What an engine left unfinished that was
 * killed is removed by the next: nobody knows any more whether it was to be kept. {@link #doWork} is for one thread.
 */
public final class AudioRecorder {
    private static final Logger LOG = LoggerFactory.getLogger(AudioRecorder.class);
    private static final int FRAMES_A_TURN = 64;
    private static final Duration TELL_EVERY = Duration.ofMinutes(1);

    private final Path folder;
    private final AudioSettings settings;
    private final Archive archive;
    private final Clock clock;
    private final Mailbox<AudioStream> begun;
    private final List<Underway> underWay = new ArrayList<>();
    private final LongAdder kept = new LongAdder();
    private final LongAdder discarded = new LongAdder();
    private final LongAdder withdrawn = new LongAdder();
    private final LongAdder withoutConsent = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final LongAdder forgotten = new LongAdder();
    private Instant lookedAt = Instant.MIN;
    private Instant toldAt = Instant.MIN;

    /** A recording that is being written; the file is null where that has failed. */
    private static final class Underway {
        private final AudioStream stream;
        private AudioFile file;
        private long lost;

        Underway(AudioStream stream, AudioFile file) {
            this.stream = stream;
            this.file = file;
        }
    }

    private AudioRecorder(Path folder, AudioSettings settings, Archive archive, Clock clock, int mostCalls) {
        this.folder = folder;
        this.settings = settings;
        this.archive = archive;
        this.clock = clock;
        begun = new Mailbox<>(mostCalls);
    }

    /**
     * Opens the folder, for its owner alone, and removes what was left unfinished in it.
     *
     * @param directory of the archive
     * @param archive told which recordings are kept
     * @param mostCalls how many may begin in one moment
     * @throws IOException if the folder cannot be made or read
     */
    public static AudioRecorder open(
            Path directory, AudioSettings settings, Archive archive, Clock clock, int mostCalls) throws IOException {
        Path folder = RecordingFiles.folder(directory);
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        int unfinished = 0;
        for (Path left : list(folder, RecordingFiles.UNFINISHED)) {
            Files.delete(left);
            unfinished++;
        }
        if (unfinished > 0) {
            LOG.warn("{}: {} recordings were left unfinished and are removed", folder, unfinished);
        }
        return new AudioRecorder(folder, settings, archive, clock, mostCalls);
    }

    private static List<Path> list(Path folder, String ending) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + ending)) {
            found.forEach(files::add);
        } catch (DirectoryIteratorException broken) {
            throw broken.getCause();
        }
        return files;
    }

    /** The audio of a call that begins. Any thread. */
    public CallAudio call(CallId id) {
        return settings.keep() == AudioSettings.Keep.NONE
                ? CallAudio.OFF
                : new CallAudio(id, settings, this::begin, withoutConsent::increment);
    }

    private void begin(AudioStream stream) {
        if (!begun.offer(stream)) {
            failed.increment();
        }
    }

    /** Writes what has come, and returns how much that was. */
    public int doWork() {
        int done = begun.drain(this::open, FRAMES_A_TURN);
        for (Iterator<Underway> all = underWay.iterator(); all.hasNext(); ) {
            Underway one = all.next();
            // Before the frames are found to be at their end: none come after it.
            AudioStream.End end = one.stream.end();
            int frames = write(one);
            done += frames;
            if (end != null && frames == 0) {
                all.remove();
                end(one, end);
                done++;
            }
        }
        forgetNowAndThen();
        return done;
    }

    private void open(AudioStream stream) {
        endEarlier(stream.call());
        Underway one = new Underway(stream, null);
        underWay.add(one);
        try {
            one.file = AudioFile.create(folder, stream.call(), stream.firstFrame());
        } catch (IOException refused) {
            giveUp(one, refused);
        }
    }

    /** Who takes his consent back and gives it again begins anew, in a file of the same name. */
    private void endEarlier(CallId call) {
        for (Iterator<Underway> all = underWay.iterator(); all.hasNext(); ) {
            Underway one = all.next();
            if (one.stream.call().equals(call)) {
                all.remove();
                end(one, one.stream.end());
            }
        }
    }

    private int write(Underway one) {
        int frames = 0;
        MediaFrame media;
        while (frames < FRAMES_A_TURN && (media = one.stream.frames().poll()) != null) {
            try {
                if (one.file != null) {
                    one.lost = one.stream.frames().dropped();
                    one.file.write(media, one.lost);
                }
            } catch (IOException refused) {
                giveUp(one, refused);
            } finally {
                one.stream.frames().release(media);
            }
            frames++;
        }
        return frames;
    }

    private void end(Underway one, AudioStream.End how) {
        lost.add(one.lost);
        if (one.file == null) {
            return;
        }
        try {
            if (how == AudioStream.End.KEPT && one.file.frames() > 0) {
                KeptRecording audio = one.file.finish();
                kept.increment();
                keep(audio);
            } else {
                one.file.discard();
                (how == AudioStream.End.WITHDRAWN ? withdrawn : discarded).increment();
            }
        } catch (IOException refused) {
            giveUp(one, refused);
        }
    }

    private void keep(KeptRecording audio) {
        archive.append(audio.line(clock.instant())).whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.error(
                        "call {}: its recording is kept, but the archive does not say so: {}",
                        audio.call(),
                        failure.getMessage());
            }
        });
    }

    private void giveUp(Underway one, IOException refused) {
        failed.increment();
        Instant now = clock.instant();
        if (now.isAfter(toldAt.plus(TELL_EVERY))) {
            toldAt = now;
            LOG.error(
                    "call {}: its recording is given up, the call goes on: {}: {}",
                    one.stream.call(),
                    folder,
                    ArchiveException.reason(refused));
        }
        if (one.file != null) {
            try {
                one.file.discard();
            } catch (IOException left) {
                LOG.error(
                        "call {}: what was recorded of it cannot be removed: {}", one.stream.call(), left.getMessage());
            }
            one.file = null;
        }
    }

    private void forgetNowAndThen() {
        OptionalInt days = settings.keepDays();
        Instant now = clock.instant();
        if (days.isEmpty() || now.isBefore(lookedAt.plus(1, ChronoUnit.HOURS))) {
            return;
        }
        lookedAt = now;
        Instant before = now.minus(days.getAsInt(), ChronoUnit.DAYS);
        try {
            for (Path file : list(folder, RecordingFiles.FINISHED)) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                    forgotten.increment();
                }
            }
        } catch (IOException refused) {
            LOG.error(
                    "{}: old recordings could not be removed, which is tried again: {}",
                    folder,
                    ArchiveException.reason(refused));
        }
    }

    /** Gives up what goes on, and finishes what is over; last. */
    public void close() {
        while (doWork() > 0) {
            Thread.onSpinWait();
        }
        for (Underway one : underWay) {
            end(one, AudioStream.End.NOT_WANTED);
        }
        underWay.clear();
    }

    /** What was counted, by name. Any thread. */
    public Map<String, Long> counters() {
        Map<String, Long> now = new LinkedHashMap<>();
        now.put("kept", kept.sum());
        now.put("not_wanted", discarded.sum());
        now.put("withdrawn", withdrawn.sum());
        now.put("without_consent", withoutConsent.sum());
        now.put("failed", failed.sum());
        now.put("lost_frames", lost.sum());
        now.put("forgotten", forgotten.sum());
        return now;
    }
}
