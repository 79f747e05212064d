/** Who did what to an organization, kept for those who have to answer for it. */
@NullMarked
package dev.parley.conversation.audit;

import org.jspecify.annotations.NullMarked;
