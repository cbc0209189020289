/** Draws one call as a picture: what was heard, how it was scored and what was decided, over one axis of time. */
package io.callfuse.engine.cli.plot;
