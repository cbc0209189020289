/** How well and how fast the recognition process hears digits over the telephone. */
package io.callfuse.perf.recognition;
