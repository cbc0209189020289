package io.callfuse.engine.training;

import io.callfuse.engine.call.MediaTime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Has openSMILE's command measure one recording at a time, each by a process of its own. Files lie in the directory that is given
 * for as long as a call takes. For any number of threads.
 *
 * @param binary the command
 * @param configuration of the feature set
 * @param directory for what is handed over
 */
record SmileExtract(Path binary, Path configuration, Path directory) {
    private static final int MOST_SECONDS = 120;
    private static final int LAST_LINES = 8;
    private static final int HEADER_BYTES = 44;

    /**
     * Measures one recording.
     *
     * @param samples signed linear at 8 kHz
     * @param name of the recording, for errors
     * @param number that no other recording has
     * @throws IOException naming the recording when the command fails, with the last lines that it wrote
     */
    OpenSmileReading measure(short[] samples, String name, int number) throws IOException {
        String stem = "clip-" + number;
        Path wav = directory.resolve(stem + ".wav");
        Path csv = directory.resolve(stem + ".csv");
        Path log = directory.resolve(stem + ".log");
        try {
            Files.write(wav, wav(samples));
            int status = run(command(wav, csv, stem), log, name);
            if (status != 0) {
                throw new IOException(name + ": " + binary + " ended with status " + status + lastLines(log));
            }
            if (!Files.isRegularFile(csv)) {
                throw new IOException(name + ": " + binary + " wrote no values" + lastLines(log));
            }
            return OpenSmileReading.parse(Files.readAllLines(csv), name);
        } finally {
            for (Path file : List.of(wav, csv, log)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private List<String> command(Path wav, Path csv, String stem) {
        return List.of(
                binary.toString(),
                "-C",
                configuration.toString(),
                "-I",
                wav.toString(),
                "-csvoutput",
                csv.toString(),
                "-appendcsv",
                "0",
                "-instname",
                stem,
                "-loglevel",
                "1",
                "-nologfile");
    }

    private static int run(List<String> command, Path log, String name) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(
                        name + ": " + command.get(0) + " took more than " + MOST_SECONDS + " s" + lastLines(log));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(name + ": interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String lastLines(Path log) throws IOException {
        List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        String last = String.join("\n  ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        return last.isEmpty() ? ", and said nothing" : ":\n  " + last;
    }

    /** A WAV file of 16-bit samples, mono. */
    static byte[] wav(short[] samples) {
        int dataBytes = 2 * samples.length;
        ByteBuffer file = ByteBuffer.allocate(HEADER_BYTES + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(HEADER_BYTES - 8 + dataBytes);
        file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        file.putShort((short) 1).putShort((short) 1);
        file.putInt(MediaTime.SAMPLE_RATE_HZ).putInt(2 * MediaTime.SAMPLE_RATE_HZ);
        file.putShort((short) 2).putShort((short) 16);
        file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(dataBytes);
        file.asShortBuffer().put(samples);
        return file.array();
    }
}
