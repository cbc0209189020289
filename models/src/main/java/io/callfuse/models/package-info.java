/** What the engine knows of emotions: the model file, how it is read, and what it infers. */
package io.callfuse.models;
