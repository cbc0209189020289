/**
 * The leg of an agent who talks to a watched caller, where the operator has switched it on. What is asked of it is whether something
 * sounds, and, where words are read too, what was said. No feature of a voice, no pitch and no emotion is computed here.
 */
package io.callfuse.engine.agent;
