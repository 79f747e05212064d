/**
 * Language and embedding models that speak OpenAI's interface: OpenAI, compatible servers, Azure's
 * v1 endpoint.
 */
@NullMarked
package dev.parley.model.openai;

import org.jspecify.annotations.NullMarked;
