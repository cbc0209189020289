/** Where threads meet: one bounded lock-free queue of preallocated frames for each leg. */
package io.callfuse.engine.queue;
