/** Plays recorded calls to an engine over real connections and gathers what it made of them. */
package io.callfuse.engine.cli.demo;
