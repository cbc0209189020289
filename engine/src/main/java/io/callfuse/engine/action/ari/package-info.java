/** Call control over ARI, Asterisk's REST interface: callers in the application, taps by snoop and external media, moves. */
package io.callfuse.engine.action.ari;
