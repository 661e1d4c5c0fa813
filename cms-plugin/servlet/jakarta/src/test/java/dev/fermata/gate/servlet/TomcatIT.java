package dev.fermata.gate.servlet;

import dev.fermata.gate.servlet.site.TomcatContainer;

class TomcatIT extends ContainerContract {

    TomcatIT() {
        super(TomcatContainer::start);
    }
}
