/** Events out of the archive's files for whoever is told of them: the files are the queue, and how far each one is stands on the disk. */
package io.callfuse.engine.courier;
