/** Serves the page, the facts as JSON and as server-sent events, and takes commands from the page. */
@NullMarked
package io.sluicegate.console.web;

import org.jspecify.annotations.NullMarked;
