/** The HTTP API of the edge: requests, answers, and a problem document for everything refused. */
@NullMarked
package dev.parley.ingest.http;

import org.jspecify.annotations.NullMarked;
