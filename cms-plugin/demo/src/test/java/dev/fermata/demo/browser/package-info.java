/**
 * What a reader can do, done in a real browser with the whole demo running. Each test has a browser of its own, so it is a
 * person nobody knows; the demo is started once. {@link dev.fermata.demo.browser.Reader} is the person,
 * {@link dev.fermata.demo.browser.StripePage} the checkout that person is sent to.
 */
package dev.fermata.demo.browser;
