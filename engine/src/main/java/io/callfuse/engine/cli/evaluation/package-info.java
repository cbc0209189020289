/** Writes the evaluation of labelled calls for people and for programs: text, JSON, a page for the browser. */
package io.callfuse.engine.cli.evaluation;
