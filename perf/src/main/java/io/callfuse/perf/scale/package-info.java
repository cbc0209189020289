/** Simulates many engines that share the calls of many Asterisks, where there are not the machines to run them. */
package io.callfuse.perf.scale;
