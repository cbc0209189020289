/** What is known of where a caller might go, and of the caller's earlier calls: inputs of a call that its policy asks. */
package io.callfuse.engine.policy.routing;
