/** Documents cut into passages, embedded in this process, and searched by meaning and by words. */
@NullMarked
package dev.parley.documents.lucene;

import org.jspecify.annotations.NullMarked;
