/** What a frame of audio costs on its way, by JMH; each benchmark is named by what flows through. */
package io.callfuse.perf.bench;
