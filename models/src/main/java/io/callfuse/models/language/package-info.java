/** What callers say and what it means, in English and Chinese: phrase files, the patterns in them, and how they are matched. */
package io.callfuse.models.language;
