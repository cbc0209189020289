/**
 * What an agent says, where the operator has switched that on: words alone. Nothing here hears a voice, and nothing here says how
 * an agent feels.
 */
package io.callfuse.engine.scoring.agent;
