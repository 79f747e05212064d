@NullMarked
package dev.parley.standalone.services;

import org.jspecify.annotations.NullMarked;
