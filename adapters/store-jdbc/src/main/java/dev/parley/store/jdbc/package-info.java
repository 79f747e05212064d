/** The conversation store on a relational database, by plain JDBC. */
@NullMarked
package dev.parley.store.jdbc;

import org.jspecify.annotations.NullMarked;
