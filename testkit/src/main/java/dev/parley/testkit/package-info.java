/** What tests share: one contract suite per port, fakes that pass it, and samples. */
@NullMarked
package dev.parley.testkit;

import org.jspecify.annotations.NullMarked;
