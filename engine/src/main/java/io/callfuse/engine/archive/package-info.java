/** Keeps what was heard, scored and decided: reports, evidence and the file to which they are committed. */
package io.callfuse.engine.archive;
