/** Decides from the scores: first class, the fuse and its three levels, the decision within the first minute. */
package io.callfuse.engine.policy;
