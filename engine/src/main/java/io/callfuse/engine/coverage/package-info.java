/** Sets the archive against Asterisk's call records: whether every call that entered {@code watch} left a record. */
package io.callfuse.engine.coverage;
