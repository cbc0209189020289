package io.callfuse.engine.tuning;

import java.time.Instant;
import java.util.Optional;

/**
 * By what past calls are told apart.
 *
 * @param id the call's
 * @param startedAt when it came under watch
 * @param queue that its dialplan named; empty where it named none
 * @param language of the caller's words; empty where none were heard
 * @param upset whether somebody says that the caller was upset; empty where nobody has said
 */
public record CallTraits(String id, Instant startedAt, String queue, String language, Optional<Boolean> upset) {}
