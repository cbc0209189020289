package io.callfuse.engine.training;

/**
 * One labelled recording.
 *
 * @param path where it lies under the data directory
 * @param corpus name of the corpus
 * @param speaker who speaks; one person is one name over all corpora
 * @param sex {@code m}, {@code f} or empty
 * @param emotion the class it is used as, or empty
 * @param samples signed linear at 8 kHz
 * @param levelDbfs level of the speech in it
 */
record Clip(
        String path, String corpus, String speaker, String sex, String emotion, short[] samples, double levelDbfs) {}
