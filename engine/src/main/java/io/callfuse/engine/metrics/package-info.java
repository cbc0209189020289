/** What an operator can see of a running engine. */
package io.callfuse.engine.metrics;
