/** The post-processor's records: replies. */
@NullMarked
package dev.parley.postprocessor.kafka;

import org.jspecify.annotations.NullMarked;
