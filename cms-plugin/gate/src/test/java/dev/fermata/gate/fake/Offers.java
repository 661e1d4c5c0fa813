package dev.fermata.gate.fake;

/** Catalogues in the service's words. */
public final class Offers {

    public static final String RESOURCES =
            """
            [{"id":"res_1","slug":"premium","name":"Premium articles"},
             {"id":"res_2","slug":"archive","name":"The archive"}]""";

    public static final String DAY_PASS =
            """
            [{"id":"off_1","slug":"digital","name":"Digital","description":"Read everything.","terms":[
               {"id":"term_day","version":1,"name":"Day pass","price":{"amount":199,"currency":"EUR"},"duration":"P1D",
                "resources":[{"id":"res_1","slug":"premium","name":"Premium articles"}]},
               {"id":"term_gift","version":1,"name":"Gift","price":null,"duration":null,
                "resources":[{"id":"res_2","slug":"archive","name":"The archive"}]}]}]""";

    public static final String NOTHING = "[]";

    private Offers() {}
}
