package io.callfuse.engine.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callfuse.engine.policy.rules.Fact;
import io.callfuse.engine.policy.rules.TextFact;
import io.callfuse.engine.scoring.Emotion;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PolicyTrackTest {
    private final PolicyTrack track = new PolicyTrack();

    private void fill(Random random, int seconds) {
        for (int second = 0; second < seconds; second++) {
            if (random.nextInt(6) == 0) {
                track.heldSecond();
                continue;
            }
            track.say(Fact.SCORE, 100 * random.nextDouble());
            track.say(Fact.F0_HZ, random.nextBoolean() ? Double.NaN : 200 * random.nextDouble());
            track.say(TextFact.QUEUE, random.nextBoolean() ? "billing" : "账单");
            track.second(Emotion.values()[random.nextInt(Emotion.values().length)], second * 700L, second > 3);
        }
    }

    @Test
    void shouldComeBackFromItsBytesToTheLastBit() throws Exception {
        fill(new Random(1), 300);
        track.end(300_020, 12_345, true);
        PolicyTrack read = TrackBytes.unpack(TrackBytes.pack(track));
        assertThat(read.seconds()).isEqualTo(300);
        assertThat(read.end()).isEqualTo(track.end());
        for (int second = 0; second < 300; second++) {
            assertThat(read.emotion(second)).isEqualTo(track.emotion(second));
            assertThat(read.speechMs(second)).isEqualTo(track.speechMs(second));
            assertThat(read.heardMedia(second)).isEqualTo(track.heardMedia(second));
            for (int column = 0; column < PolicyTrack.WIDTH; column++) {
                assertThat(Double.doubleToRawLongBits(read.number(second, column)))
                        .isEqualTo(Double.doubleToRawLongBits(track.number(second, column)));
            }
            for (int column = 0; column < PolicyTrack.TEXTS; column++) {
                assertThat(read.text(second, column)).isEqualTo(track.text(second, column));
            }
        }
    }

    @Test
    void shouldKeepNoCallersNumber() throws Exception {
        track.say(TextFact.CALLER, "+49301234567");
        track.say(TextFact.DID, "+4930999");
        track.second(Emotion.NEUTRAL, 0, true);
        PolicyTrack read = TrackBytes.unpack(TrackBytes.pack(track));
        assertThat(read.text(0, TextFact.CALLER.ordinal())).isEmpty();
        assertThat(read.text(0, TextFact.DID.ordinal())).isEqualTo("+4930999");
    }

    @Test
    void shouldRefuseBytesThatAreTornOrAltered() {
        fill(new Random(2), 90);
        byte[] whole = TrackBytes.pack(track);
        for (int length = 0; length < whole.length - 20; length += 11) {
            byte[] torn = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> TrackBytes.unpack(torn)).isInstanceOf(TrackException.class);
        }
        Random random = new Random(3);
        int same = 0;
        for (int i = 0; i < 2000; i++) {
            byte[] altered = whole.clone();
            int at = 3 + random.nextInt(whole.length - 7);
            altered[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            try {
                // Some bits of what was packed say nothing.
                assertThat(TrackBytes.pack(TrackBytes.unpack(altered))).isEqualTo(whole);
                same++;
            } catch (TrackException refused) {
                assertThat(refused).hasMessageStartingWith("a ");
            }
        }
        assertThat(same).isLessThan(100);
    }

    @Test
    void shouldSayThatItIsOfALaterVersion() {
        byte[] later = TrackBytes.pack(track);
        later[0] = 2;
        assertThatThrownBy(() -> TrackBytes.unpack(later)).hasMessage("a track of version 2");
        assertThatThrownBy(() -> TrackBytes.unpack(new byte[0])).hasMessage("an empty track");
    }

    @Test
    void shouldStopAtItsLimitAndSaySo() throws Exception {
        fill(new Random(4), PolicyTrack.MOST_SECONDS + 5);
        track.end(1, 1, true);
        PolicyTrack read = TrackBytes.unpack(TrackBytes.pack(track));
        assertThat(read.seconds()).isEqualTo(PolicyTrack.MOST_SECONDS);
        assertThat(read.isCut()).isTrue();
        assertThat(new PastCall(read, List.of(), 0).isWhole()).isFalse();
    }

    @Test
    void shouldTakeLittleRoom() {
        fill(new Random(5), 90);
        assertThat(TrackBytes.pack(track)).hasSizeLessThan(4000);
    }
}
