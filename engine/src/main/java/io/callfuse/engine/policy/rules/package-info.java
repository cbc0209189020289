/** Rules that a designer writes: CEL conditions over what is known of a call, compiled once and asked each second. */
package io.callfuse.engine.policy.rules;
