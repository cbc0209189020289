/**
 * How good the ear is: recordings split into those that may be tuned on and those that judge, telephone lines and what goes
 * wrong on them, and the tables that compare.
 */
package io.callfuse.perf.ear;
