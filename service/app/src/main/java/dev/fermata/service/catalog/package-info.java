/**
 * What can be bought: resources, offers, and terms whose versions never change once made. Does not know who bought what.
 */
@NullMarked
package dev.fermata.service.catalog;

import org.jspecify.annotations.NullMarked;
