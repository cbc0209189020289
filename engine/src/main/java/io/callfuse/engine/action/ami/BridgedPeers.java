package io.callfuse.engine.action.ami;

import io.callfuse.engine.action.PeerLook;
import java.util.Optional;
import java.util.Set;

/** Finds out whom a caller is talking to. */
final class BridgedPeers {
    /** Queue members are often dialled through a Local channel, seldom through two. */
    private static final int LOCAL_CHANNELS_IN_A_ROW = 4;
    /** Channels behind which nobody talks. */
    private static final Set<String> MACHINES = Set.of(
            "AudioSocket", "WebSocket", "UnicastRTP", "Snoop", "Announcer", "Recorder", "CBAnn", "CBRec", "Message");

    private BridgedPeers() {}

    /**
     * Returns the name of the one agent's channel with which the caller is bridged, seen through Local channels. Empty if the
     * caller talks to nobody, or to several, who can go on without the caller.
     */
    static Optional<String> agentOf(ChannelStatus caller, AmiSession session)
            throws AmiLostException, AmiRefusedException {
        Optional<String> peer = caller.bridgePeer();
        for (int hop = 0; hop < LOCAL_CHANNELS_IN_A_ROW && peer.isPresent(); hop++) {
            String name = peer.get();
            if (!name.startsWith("Local/")) {
                return peer.filter(BridgedPeers::isOnePerson);
            }
            peer = session.status(otherHalf(name)).flatMap(ChannelStatus::bridgePeer);
        }
        return Optional.empty();
    }

    /** Looks whom the caller on this channel talks to. */
    static PeerLook look(String caller, AmiSession session) throws AmiLostException, AmiRefusedException {
        Optional<ChannelStatus> seen = session.status(caller);
        if (seen.isEmpty() || seen.get().bridgeId().isEmpty()) {
            return new PeerLook.Alone();
        }
        String bridgeId = seen.get().bridgeId();
        Optional<String> peer = seen.get().bridgePeer();
        for (int hop = 0; hop < LOCAL_CHANNELS_IN_A_ROW && peer.isPresent(); hop++) {
            String name = peer.get();
            if (!name.startsWith("Local/")) {
                return isOnePerson(name) ? talking(name, bridgeId, session) : new PeerLook.Alone();
            }
            peer = session.status(otherHalf(name)).flatMap(ChannelStatus::bridgePeer);
        }
        return new PeerLook.Undecided("in bridge " + bridgeId + " with nobody yet");
    }

    private static PeerLook talking(String name, String bridgeId, AmiSession session)
            throws AmiLostException, AmiRefusedException {
        Optional<ChannelStatus> peer = session.status(name);
        return peer.isPresent()
                ? new PeerLook.Talking(peer.get().channel(), bridgeId)
                : new PeerLook.Undecided(name + " has just gone");
    }

    private static boolean isOnePerson(String peer) {
        int slash = peer.indexOf('/');
        return peer.indexOf(',') < 0 && slash > 0 && !MACHINES.contains(peer.substring(0, slash));
    }

    private static String otherHalf(String local) {
        String stem = local.substring(0, local.length() - 1);
        return local.endsWith(";1") ? stem + "2" : stem + "1";
    }
}
