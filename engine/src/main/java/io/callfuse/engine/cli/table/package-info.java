/** Plain text for people: tables and small curves made of characters. */
package io.callfuse.engine.cli.table;
