package io.callfuse.engine.archive;

import io.callfuse.engine.policy.Decision;
import io.callfuse.engine.policy.FirstClass;
import io.callfuse.engine.policy.RuleHeld;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes the raw bits of a report. Every part begins with a letter of its own, so that none can stand for another. */
final class Fingerprint {
    private final MessageDigest digest;
    private final ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES);

    Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java lacks SHA-256, which every Java must have", missing);
        }
    }

    void timeline(ScoreTrack timeline) {
        int length = timeline.length();
        part('t');
        number(length);
        for (int i = 0; i < length; i++) {
            number(timeline.atMs(i));
            bits(timeline.score(i));
            text(timeline.emotion(i).label());
            bits(timeline.confidence(i));
            bits(timeline.f0Hz(i));
            bits(timeline.syllablesPerSecond(i));
            bits(timeline.levelDbfs(i));
        }
    }

    void firstClass(FirstClass said) {
        part('c');
        number(said.atMs());
        text(said.emotion().label());
        bits(said.confidence());
    }

    void trip(Trip trip) {
        part('x');
        number(trip.atMs());
        bits(trip.score());
    }

    void decision(Decision decision) {
        part('d');
        number(decision.atMs());
        text(decision.routeName());
        text(decision.reason().label());
        bits(decision.score());
        text(decision.emotion().label());
        bits(decision.confidence());
        decision.rule().ifPresent(this::text);
    }

    void ruleHeld(RuleHeld held) {
        part('r');
        number(held.atMs());
        text(held.rule());
        text(held.routeName());
    }

    String text() {
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    private void part(char letter) {
        digest.update((byte) letter);
    }

    private void number(long value) {
        digest.update(bytes.clear().putLong(value).array());
    }

    private void bits(double value) {
        number(Double.doubleToRawLongBits(value));
    }

    private void text(String value) {
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        number(encoded.length);
        digest.update(encoded);
    }
}
