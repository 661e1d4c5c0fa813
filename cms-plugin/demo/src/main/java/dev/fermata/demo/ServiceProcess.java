package dev.fermata.demo;

import dev.fermata.demo.process.Parent;
import dev.fermata.service.FermataApplication;

/** The service as a child of the demo. */
public final class ServiceProcess {

    private ServiceProcess() {}

    public static void main(String[] arguments) throws Exception {
        Parent.endWith();
        FermataApplication.main(arguments);
    }
}
