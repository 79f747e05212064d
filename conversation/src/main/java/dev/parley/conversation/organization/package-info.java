/** An organization's configuration as the workers read it: agents, playbooks, phrases. */
@NullMarked
package dev.parley.conversation.organization;

import org.jspecify.annotations.NullMarked;
