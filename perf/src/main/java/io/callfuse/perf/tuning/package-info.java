/** Fills a database with calls, so that the time can be taken in which another policy is tried on them. */
package io.callfuse.perf.tuning;
