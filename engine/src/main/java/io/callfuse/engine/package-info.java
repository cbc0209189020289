/**
 * The engine as a whole: the only package that knows every stage.
 *
 * <p>{@link io.callfuse.engine.CallPipeline} is the way of one leg's audio to its decision; {@link io.callfuse.engine.Engine}
 * wires the stages to Asterisk. Threads, each with one job:
 *
 * <pre>
 *   ingress-0       decodes bytes from the peers, keeps the legs' clocks, offers frames
 *   leg-worker-N    owns many legs: drains, analyses, scores, decides
 *   action-0        talks to Asterisk's manager interface
 *   agi-N           answers the dialplan
 *   archive-0       writes what was heard, scored and decided
 *   web-0           answers programs and people who look at live calls
 *   webhook-NAME    tells another system of what is in the archive
 *   kafka           writes it into a topic
 * </pre>
 */
package io.callfuse.engine;
