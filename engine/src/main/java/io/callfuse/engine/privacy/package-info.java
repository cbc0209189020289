/** What a caller says and nobody may keep: numbers of cards, accounts, telephones and papers. */
package io.callfuse.engine.privacy;
