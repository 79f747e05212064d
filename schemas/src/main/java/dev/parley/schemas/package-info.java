/** The records of every topic, how they are encoded, and what each topic is. */
@NullMarked
package dev.parley.schemas;

import org.jspecify.annotations.NullMarked;
