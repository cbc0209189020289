/** Keeps calls in a database that can be asked, filled from the archive's files on a thread of its own. */
package io.callfuse.engine.archive.store;
