/** What a call leg keeps in memory, by the classes that keep it. */
package io.callfuse.perf.state;
