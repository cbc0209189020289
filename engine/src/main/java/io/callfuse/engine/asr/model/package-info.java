/** Speech models as folders: which there are, whether one can be used, and where to get one. */
package io.callfuse.engine.asr.model;
