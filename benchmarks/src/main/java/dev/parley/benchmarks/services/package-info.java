/** The services as processes of their own, under real conversations and a model that may fail. */
@NullMarked
package dev.parley.benchmarks.services;

import org.jspecify.annotations.NullMarked;
