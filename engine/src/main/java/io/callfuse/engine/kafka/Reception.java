package io.callfuse.engine.kafka;

/** What became of an event. */
sealed interface Reception {
    /** All replicas that are in step have it. */
    record Written() implements Reception {}

    /** The topic will never take this one. */
    record Refused(String why) implements Reception {}

    /** Nobody knows whether the topic has it; it may be written later, perhaps a second time. */
    record Unknown(String why) implements Reception {}
}
