package io.callfuse.engine;

/** How the links stand on which the engine asks Asterisk, AMI and ARI. */
enum AsteriskLinks {
    /** Neither is switched on: audio comes, and nothing is asked. */
    NONE_WANTED("not asked"),
    CONNECTED("connected"),
    AMI_DOWN("AMI is not connected"),
    ARI_DOWN("ARI is not connected");

    private final String words;

    AsteriskLinks(String words) {
        this.words = words;
    }

    /** Whether one that is wanted is down. */
    boolean isDown() {
        return this == AMI_DOWN || this == ARI_DOWN;
    }

    @Override
    public String toString() {
        return words;
    }
}
