/** Language models deployed in Azure OpenAI, by Azure's own SDK. */
@NullMarked
package dev.parley.model.azure;

import org.jspecify.annotations.NullMarked;
