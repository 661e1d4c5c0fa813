/** The service under the site's own address, past everything that Sling does with a request. */
@NullMarked
package dev.fermata.sling.proxy;

import org.jspecify.annotations.NullMarked;
