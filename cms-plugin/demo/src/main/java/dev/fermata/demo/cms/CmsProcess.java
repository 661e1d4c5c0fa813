package dev.fermata.demo.cms;

import dev.fermata.demo.process.Parent;

/** The CMS as a child of the demo. Its launcher is on the class path of this program only. */
public final class CmsProcess {

    private static final String LAUNCHER = "org.apache.sling.feature.launcher.impl.Main";

    private CmsProcess() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        Parent.endWith();
        Class.forName(LAUNCHER).getMethod("main", String[].class).invoke(null, (Object) arguments);
    }
}
