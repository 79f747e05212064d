/** Whether what an answer states is said in what it rests on. */
@NullMarked
package dev.parley.executor.grounding;

import org.jspecify.annotations.NullMarked;
