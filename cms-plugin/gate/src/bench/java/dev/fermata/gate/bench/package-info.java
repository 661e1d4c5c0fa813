/** How long decisions take: {@code mvn -f cms-plugin/gate/pom.xml -Pbench verify}. */
package dev.fermata.gate.bench;
