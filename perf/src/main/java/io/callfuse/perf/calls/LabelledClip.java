package io.callfuse.perf.calls;

import java.nio.file.Path;

/**
 * A clip of one speaker in one mood.
 *
 * @param path as the list names it
 * @param file where it lies
 * @param corpus name of the corpus, or empty
 * @param language or empty
 * @param speaker one person is one name over all corpora
 * @param sex {@code m}, {@code f} or empty
 * @param mood of the speaker
 * @param lengthMs by the file's header, ms
 */
record LabelledClip(
        String path, Path file, String corpus, String language, String speaker, String sex, Mood mood, int lengthMs) {}
