/** Reads the one configuration file, or says in which line it is wrong. */
package io.callfuse.engine.config;
