package dev.fermata.gate.servlet;

import dev.fermata.gate.servlet.site.JettyContainer;

class JettyIT extends ContainerContract {

    JettyIT() {
        super(JettyContainer::start);
    }
}
