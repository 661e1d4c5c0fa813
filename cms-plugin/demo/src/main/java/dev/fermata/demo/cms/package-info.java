/**
 * Apache Sling CMS with Fermata's bundle and the magazine, as a program beside the demo: unpacked once, told by a feature what
 * to add to it, watched while it boots. Start at {@link dev.fermata.demo.cms.Cms}.
 */
@NullMarked
package dev.fermata.demo.cms;

import org.jspecify.annotations.NullMarked;
