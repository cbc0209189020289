/** What {@code callfuse tune} tells: text, JSON, a page with curves, and a picture. */
package io.callfuse.engine.cli.tuning;
