/**
 * Sums up many calls: what a team lead, a designer and an administrator want to know of a day, a week or a month. Reads the store,
 * knows no call that goes on, and says nothing of a single agent unless it is asked to.
 */
package io.callfuse.engine.reporting;
