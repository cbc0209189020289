/** Writes events into a topic of Kafka, each at least once, and those of a call in their order. */
package io.callfuse.engine.kafka;
