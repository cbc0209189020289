package io.callfuse.models.training;

import java.util.ArrayList;
import java.util.List;

/**
 * What a handset and its line let pass, and how they colour it. A tone of 1 kHz keeps its level. Immutable.
 *
 * @param lowHz lower corner
 * @param lowSections its slope is 12 dB an octave for each of them
 * @param highHz upper corner
 * @param highSections its slope is 12 dB an octave for each of them
 * @param tiltDb by how much highs are stronger than lows
 * @param tiltHz what parts highs from lows
 * @param resonanceDb by how much a resonance sticks out, 0 where there is none
 * @param resonanceHz where it lies
 * @param resonanceQ how sharp it is
 */
record Handset(
        double lowHz,
        int lowSections,
        double highHz,
        int highSections,
        double tiltDb,
        double tiltHz,
        double resonanceDb,
        double resonanceHz,
        double resonanceQ) {
    private static final double REFERENCE_HZ = 1000;
    private static final double RESONANT_SHARE = 0.5;

    /**
     * Draws a band from 50 (a software phone) to 400 Hz (an old handset) to 2800 to 3900 Hz, highs up to 4.5 dB stronger or weaker
     * than lows, and in every second one a resonance of -4 to 7 dB.
     */
    static Handset draw(SeededDraws draws) {
        double lowHz = draws.between(50, 400);
        int lowSections = 1 + draws.below(3);
        double highHz = draws.between(2800, 3900);
        int highSections = 1 + draws.below(4);
        double tiltDb = draws.between(-4.5, 4.5);
        double tiltHz = draws.between(700, 1800);
        double resonanceDb = draws.between(-4, 7);
        boolean resonant = draws.chance(RESONANT_SHARE);
        return new Handset(
                lowHz,
                lowSections,
                highHz,
                highSections,
                tiltDb,
                tiltHz,
                resonant ? resonanceDb : 0,
                draws.between(600, 3000),
                draws.between(0.8, 4));
    }

    /** Draws a band from 60 to 320 Hz to 3200 to 3700 Hz, without a colour of its own. */
    static Handset drawOrdinary(SeededDraws draws) {
        return new Handset(
                draws.between(60, 320),
                1 + draws.below(3),
                draws.between(3200, 3700),
                1 + draws.below(4),
                0,
                REFERENCE_HZ,
                0,
                REFERENCE_HZ,
                1);
    }

    /** Filters in place, from silence on. */
    void colour(double[] samples) {
        List<FilterSection> sections = sections();
        double factor = Amplitude.factor(-gainDb(sections, REFERENCE_HZ));
        for (int i = 0; i < samples.length; i++) {
            samples[i] *= factor;
        }
        sections.forEach(s -> s.filter(samples));
    }

    /** Returns by how much a tone is louder than one of 1 kHz, dB. */
    double gainDb(double hz) {
        List<FilterSection> sections = sections();
        return gainDb(sections, hz) - gainDb(sections, REFERENCE_HZ);
    }

    private static double gainDb(List<FilterSection> sections, double hz) {
        double db = 0;
        for (FilterSection section : sections) {
            db += section.gainDb(hz);
        }
        return db;
    }

    private List<FilterSection> sections() {
        List<FilterSection> sections = new ArrayList<>(List.of(FilterSection.highPass(lowHz, lowSections)));
        sections.addAll(List.of(FilterSection.lowPass(highHz, highSections)));
        sections.add(FilterSection.highShelf(tiltHz, tiltDb));
        if (resonanceDb != 0) {
            sections.add(FilterSection.peak(resonanceHz, resonanceDb, resonanceQ));
        }
        return sections;
    }
}
