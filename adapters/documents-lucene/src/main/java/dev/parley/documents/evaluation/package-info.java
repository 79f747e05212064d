/** How well documents are found: labelled questions, and the figures of a search over them. */
@NullMarked
package dev.parley.documents.evaluation;

import org.jspecify.annotations.NullMarked;
