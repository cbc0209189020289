/** Tells other systems what happened: signed posts of the archive's lines, each at least once, in their order. */
package io.callfuse.engine.webhook;
