package io.callfuse.engine.load;

import io.callfuse.engine.call.CallId;
import java.io.IOException;
import java.util.List;

/** The engine under load: one that was started for it, or one that runs anyway. Thread-safe. */
interface TestedEngine extends AutoCloseable {
    /** Opens a leg of a call. */
    LegConnection open(Wire wire, CallId call) throws IOException;

    /** What it uses now. */
    ProcessReading reading() throws IOException;

    /** When the collector stopped it, so far; none where that is not known. */
    List<CollectorPause> pauses() throws IOException;

    @Override
    void close();
}
