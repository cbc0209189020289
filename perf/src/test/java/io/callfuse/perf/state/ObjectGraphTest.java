package io.callfuse.perf.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ObjectGraphTest {
    private static final String KEEPER = Keeper.class.getName();

    @Test
    void shouldSizeObjectsAsTheirLayoutSays() {
        assertThat(ObjectSize.bytes(new short[3])).isEqualTo(24);
        assertThat(ObjectSize.bytes(new Object[2])).isEqualTo(24);
        assertThat(ObjectSize.bytes(new Keeper(new float[0]))).isEqualTo(40);
    }

    @Test
    void shouldPutArraysDownToTheClassThatKeepsThem() {
        Keeper keeper = new Keeper(new float[10]);

        Map<String, Long> bytes = ObjectGraph.from(keeper).bytesWithout(ObjectGraph.from(new Keeper(new float[10])));

        assertThat(bytes).containsOnly(Map.entry(KEEPER, 40L + 56 + 24 + 24));
    }

    @Test
    void shouldCountWhatTwoShareApart() {
        float[] table = new float[100];
        ObjectGraph one = ObjectGraph.from(new Keeper(table));
        ObjectGraph other = ObjectGraph.from(new Keeper(table));

        assertThat(one.bytesWith(other)).containsOnly(Map.entry(KEEPER, 416L));
        assertThat(one.bytesWithout(other)).containsOnly(Map.entry(KEEPER, 40L + 24 + 24));
    }

    /** 12 bytes of header, 8, 4 and 1 of numbers, two pointers: 33, and a whole number of eights. */
    private static final class Keeper {
        private final long number = 1;
        private final int another = 2;
        private final boolean small = true;
        private final float[] table;
        private final short[][] rows = {new short[4]};

        private Keeper(float[] table) {
            this.table = table;
        }

        @Override
        public String toString() {
            return number + " " + another + " " + small + " " + table.length + " " + rows.length;
        }
    }
}
