package io.callfuse.engine.tuning;

import io.callfuse.engine.scoring.Emotion;
import io.callfuse.engine.tuning.PolicyTrack.TrackEnd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Packs a track and reads it again, to the last bit: a byte with the version of the form, then, deflated, one column after the
 * other under its name, then a sum. A number is written as its difference to the one above it, by XOR, the highest bytes of the
 * whole column first: what does not change costs next to nothing. Stateless.
 */
public final class TrackBytes {
    private static final int VERSION = 1;
    private static final int HELD = -1;
    private static final int LONGEST_TEXT_BYTES = 1 << 20;
    private static final int MOST_BYTES = 2 * PolicyTrack.MOST_SECONDS * PolicyTrack.WIDTH * Long.BYTES;
    private static final Emotion[] EMOTIONS = Emotion.values();

    private TrackBytes() {}

    /** Packs a track. */
    public static byte[] pack(PolicyTrack track) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(VERSION);
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DataOutputStream out = new DataOutputStream(plain);
                DataOutputStream packed = new DataOutputStream(new DeflaterOutputStream(bytes, deflater))) {
            write(track, out);
            plain.writeTo(packed);
            packed.writeLong(sum(plain.toByteArray(), plain.size()));
        } catch (IOException e) {
            throw new IllegalStateException("a track in memory could not be written", e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    /**
     * Reads a track. Columns that this engine does not know are left out.
     *
     * @throws TrackException if the bytes are torn, altered or of a later version
     */
    public static PolicyTrack unpack(byte[] bytes) throws TrackException {
        if (bytes.length == 0 || bytes[0] != VERSION) {
            throw new TrackException(bytes.length == 0 ? "an empty track" : "a track of version " + (bytes[0] & 0xff));
        }
        try (InflaterInputStream inflater =
                new InflaterInputStream(new ByteArrayInputStream(bytes, 1, bytes.length - 1))) {
            byte[] plain = inflater.readNBytes(MOST_BYTES);
            int length = plain.length - Long.BYTES;
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(plain));
            if (length < 0 || sumIn(plain, length) != sum(plain, length)) {
                throw new TrackException("a damaged track: its sum is wrong");
            }
            return read(in);
        } catch (IOException e) {
            throw new TrackException("a damaged track: " + e.getMessage(), e);
        }
    }

    private static long sum(byte[] bytes, int length) {
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, length);
        return sum.getValue();
    }

    private static long sumIn(byte[] bytes, int at) throws IOException {
        return new DataInputStream(new ByteArrayInputStream(bytes, at, Long.BYTES)).readLong();
    }

    private static void write(PolicyTrack track, DataOutputStream out) throws IOException {
        out.writeInt(track.seconds());
        out.writeBoolean(track.isCut());
        out.writeBoolean(track.end() != null);
        TrackEnd end = track.end() == null ? new TrackEnd(0, 0, false) : track.end();
        out.writeLong(end.atMs());
        out.writeLong(end.speechMs());
        out.writeBoolean(end.heardMedia());
        writeEmotions(track, out);
        long[] column = new long[track.seconds()];
        for (int s = 0; s < column.length; s++) {
            column[s] = track.speechMs(s);
            out.writeBoolean(track.heardMedia(s));
        }
        writeColumn(column, out);
        List<Integer> said = saidNumbers(track);
        out.writeShort(said.size());
        for (int c : said) {
            writeText(TrackColumns.NUMBERS.get(c), out);
            for (int s = 0; s < column.length; s++) {
                column[s] = Double.doubleToRawLongBits(track.number(s, c));
            }
            writeColumn(column, out);
        }
        out.writeShort(PolicyTrack.TEXTS);
        for (int c = 0; c < PolicyTrack.TEXTS; c++) {
            writeTexts(track, c, out);
        }
    }

    private static List<Integer> saidNumbers(PolicyTrack track) {
        List<Integer> said = new ArrayList<>();
        for (int c = 0; c < PolicyTrack.WIDTH; c++) {
            long unsaid = Double.doubleToRawLongBits(TrackColumns.unsaid(c));
            boolean any = false;
            for (int s = 0; s < track.seconds() && !any; s++) {
                any = Double.doubleToRawLongBits(track.number(s, c)) != unsaid;
            }
            if (any) {
                said.add(c);
            }
        }
        return said;
    }

    private static void writeEmotions(PolicyTrack track, DataOutputStream out) throws IOException {
        out.writeByte(EMOTIONS.length);
        for (Emotion emotion : EMOTIONS) {
            writeText(emotion.name(), out);
        }
        for (int s = 0; s < track.seconds(); s++) {
            out.writeByte(track.emotion(s) == null ? HELD : track.emotion(s).ordinal());
        }
    }

    /** Only where a text changes. */
    private static void writeTexts(PolicyTrack track, int column, DataOutputStream out) throws IOException {
        writeText(TrackColumns.TEXTS.get(column), out);
        String above = "";
        for (int s = 0; s < track.seconds(); s++) {
            String text = track.text(s, column);
            out.writeBoolean(!text.equals(above));
            if (!text.equals(above)) {
                writeText(text, out);
                above = text;
            }
        }
    }

    private static PolicyTrack read(DataInputStream in) throws IOException, TrackException {
        int seconds = in.readInt();
        if (seconds < 0 || seconds > PolicyTrack.MOST_SECONDS) {
            throw new TrackException("a damaged track: " + seconds + " seconds");
        }
        boolean cut = in.readBoolean();
        boolean ended = in.readBoolean();
        TrackEnd end = new TrackEnd(in.readLong(), in.readLong(), in.readBoolean());
        PolicyTrack track = new PolicyTrack(seconds, cut, ended ? end : null);
        Emotion[] emotions = readEmotions(seconds, in);
        boolean[] heardMedia = new boolean[seconds];
        for (int s = 0; s < seconds; s++) {
            heardMedia[s] = in.readBoolean();
        }
        long[] speechMs = readColumn(seconds, in);
        for (int s = 0; s < seconds; s++) {
            track.set(s, emotions[s], speechMs[s], heardMedia[s]);
        }
        readNumbers(track, in);
        for (int left = in.readShort(); left > 0; left--) {
            readTexts(track, in);
        }
        return track;
    }

    private static Emotion[] readEmotions(int seconds, DataInputStream in) throws IOException, TrackException {
        Emotion[] named = new Emotion[in.readUnsignedByte()];
        for (int i = 0; i < named.length; i++) {
            String name = readText(in);
            try {
                named[i] = Emotion.valueOf(name);
            } catch (IllegalArgumentException unknown) {
                throw new TrackException("a track with an emotion that this engine does not know: " + name, unknown);
            }
        }
        Emotion[] emotions = new Emotion[seconds];
        for (int s = 0; s < seconds; s++) {
            int place = in.readByte();
            if (place < HELD || place >= named.length) {
                throw new TrackException("a damaged track: emotion " + place);
            }
            emotions[s] = place == HELD ? null : named[place];
        }
        return emotions;
    }

    private static void readNumbers(PolicyTrack track, DataInputStream in) throws IOException, TrackException {
        for (int c = 0; c < PolicyTrack.WIDTH; c++) {
            for (int s = 0; s < track.seconds(); s++) {
                track.setNumber(s, c, TrackColumns.unsaid(c));
            }
        }
        for (int left = in.readShort(); left > 0; left--) {
            int place = TrackColumns.place(readText(in));
            long[] column = readColumn(track.seconds(), in);
            for (int s = 0; s < column.length && place >= 0; s++) {
                track.setNumber(s, place, Double.longBitsToDouble(column[s]));
            }
        }
    }

    private static void readTexts(PolicyTrack track, DataInputStream in) throws IOException, TrackException {
        int place = TrackColumns.place(readText(in));
        String text = "";
        for (int s = 0; s < track.seconds(); s++) {
            text = in.readBoolean() ? readText(in) : text;
            if (place >= 0) {
                track.setText(s, place, text);
            }
        }
    }

    private static void writeText(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException, TrackException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST_TEXT_BYTES) {
            throw new TrackException("a damaged track: a text of " + length + " bytes");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static void writeColumn(long[] column, DataOutputStream out) throws IOException {
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            long above = 0;
            for (long number : column) {
                out.writeByte((int) ((number ^ above) >>> shift));
                above = number;
            }
        }
    }

    private static long[] readColumn(int seconds, DataInputStream in) throws IOException {
        long[] column = new long[seconds];
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            for (int s = 0; s < seconds; s++) {
                column[s] |= (long) in.readUnsignedByte() << shift;
            }
        }
        for (int s = 1; s < seconds; s++) {
            column[s] ^= column[s - 1];
        }
        return column;
    }
}
