/** Whether what threads hand each other without a lock holds on this processor: run by {@code perf/stress}, with jcstress. */
package io.callfuse.perf.stress;
