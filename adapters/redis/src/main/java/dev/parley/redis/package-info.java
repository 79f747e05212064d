/** The cooldown lock on Redis, and the guarded connection it goes through. */
@NullMarked
package dev.parley.redis;

import org.jspecify.annotations.NullMarked;
