/** What holds for all settings of all modules. */
@NullMarked
package dev.parley.configuration;

import org.jspecify.annotations.NullMarked;
