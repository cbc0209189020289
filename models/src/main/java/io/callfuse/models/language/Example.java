package io.callfuse.models.language;

/**
 * A sentence that a file gives as an example of a label.
 *
 * @param label number of the label
 * @param sentence what a caller says
 */
public record Example(int label, String sentence) {}
