/** Recorded calls over the wire, against an engine in a process of its own. */
package io.callfuse.perf.load;
