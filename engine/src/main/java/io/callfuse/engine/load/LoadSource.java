package io.callfuse.engine.load;

import io.callfuse.engine.evaluation.CallLabel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A recording that is to be sent.
 *
 * @param file WAV, FLAC, or a capture of packets, in which each stream of RTP is a call
 * @param label what somebody has said of it; empty where nobody did
 */
public record LoadSource(Path file, Optional<CallLabel> label) {}
