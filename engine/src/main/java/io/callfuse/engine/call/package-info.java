/** The words that all stages share: a call, its legs, its media frames and its clock. Imports nothing of ours. */
package io.callfuse.engine.call;
