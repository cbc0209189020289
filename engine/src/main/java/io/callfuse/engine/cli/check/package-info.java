/** Looks, without changing anything, whether an engine with this configuration could work here. */
package io.callfuse.engine.cli.check;
