/**
 * Members and their history. A member is a person known by an e-mail address; a browser is a device session, which is not here.
 */
@NullMarked
package dev.fermata.service.member;

import org.jspecify.annotations.NullMarked;
