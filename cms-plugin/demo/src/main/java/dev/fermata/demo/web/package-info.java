/**
 * The little that the site and the mailbox need to be web servers: routes to pages, answers with safe headers, FreeMarker
 * templates that escape everything, and files from the classpath. Start at {@link dev.fermata.demo.web.WebServer}.
 */
@NullMarked
package dev.fermata.demo.web;

import org.jspecify.annotations.NullMarked;
