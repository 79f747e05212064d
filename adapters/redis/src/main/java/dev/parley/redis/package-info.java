/** The cooldown lock and live text on Redis, and the guarded connection they go through. */
@NullMarked
package dev.parley.redis;

import org.jspecify.annotations.NullMarked;
