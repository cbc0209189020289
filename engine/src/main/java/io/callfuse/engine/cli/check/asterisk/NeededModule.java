package io.callfuse.engine.cli.check.asterisk;

import io.callfuse.engine.config.EngineConfig;
import io.callfuse.engine.config.EngineConfig.TapMedia;
import java.util.ArrayList;
import java.util.List;

/**
 * A module of Asterisk that Callfuse uses.
 *
 * @param name without {@code .so}
 * @param required false where only part of the ways of use needs it
 * @param purpose what does not work without it
 */
record NeededModule(String name, boolean required, String purpose) {
    private static final String TAP = "no call can be tapped";
    private static final String INCLUDE = "extensions_callfuse.conf does not work";

    /** Those that are always used. */
    static final List<NeededModule> ALL = List.of(
            new NeededModule("chan_audiosocket", true, TAP),
            new NeededModule("res_audiosocket", true, TAP),
            new NeededModule("app_chanspy", true, TAP),
            new NeededModule("func_dialplan", true, "routes cannot be checked before a caller is moved"),
            new NeededModule("res_agi", true, "the dialplan cannot ask (watch, verdict)"),
            new NeededModule("app_stack", true, INCLUDE),
            new NeededModule("app_userevent", true, INCLUDE),
            new NeededModule("app_originate", true, INCLUDE),
            new NeededModule("app_channelredirect", true, "the guard of " + INCLUDE),
            new NeededModule("func_lock", true, "the guard of " + INCLUDE),
            new NeededModule("func_cut", true, INCLUDE),
            new NeededModule("func_logic", true, INCLUDE),
            new NeededModule("func_math", true, INCLUDE),
            new NeededModule("func_strings", true, INCLUDE),
            new NeededModule("func_uuid", true, INCLUDE),
            new NeededModule("func_cdr", true, "taps write call records of their own"),
            new NeededModule("func_channel", true, "calls are archived without their linkedid"),
            new NeededModule("app_audiosocket", false, "callfuse-question does not work"),
            new NeededModule("app_exec", false, "callfuse-question does not work"),
            new NeededModule("app_queue", false, "the shipped routes find no queue and only play music"),
            new NeededModule("app_playback", false, "announcements of the routes are not heard"),
            new NeededModule("res_pjsip_header_funcs", false, "an agent's phone gets no X-Callfuse headers"),
            new NeededModule("codec_ulaw", false, "callers with mu-law are not heard"),
            new NeededModule("codec_alaw", false, "callers with A-law are not heard"),
            new NeededModule("app_playtones", false, "this check cannot place its call"));

    private static final List<NeededModule> WEBSOCKET = List.of(
            new NeededModule("res_http_websocket", true, "no audio comes by WebSocket"),
            new NeededModule("res_websocket_client", true, "no audio comes by WebSocket"),
            new NeededModule("chan_websocket", true, "no audio comes by WebSocket"));

    private static final List<NeededModule> RTP = List.of(
            new NeededModule("res_rtp_asterisk", true, "no audio comes by RTP"),
            new NeededModule("chan_rtp", true, "no audio comes by RTP"));

    /** Those that an engine with this configuration uses. */
    static List<NeededModule> of(EngineConfig config) {
        List<NeededModule> needed = new ArrayList<>(ALL);
        TapMedia media = config.tap().media();
        if (config.websocket().enabled() || config.ari().enabled() && media == TapMedia.WEBSOCKET) {
            needed.addAll(WEBSOCKET);
        }
        if (config.ari().enabled() && media == TapMedia.RTP) {
            needed.addAll(RTP);
        }
        return needed;
    }
}
