package io.firedrill.runbooks.format;

/** XML namespaces of a diagram. */
public final class Bpmn {
    public static final String MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    public static final String DIAGRAM = "http://www.omg.org/spec/BPMN/20100524/DI";
    public static final String BOUNDS = "http://www.omg.org/spec/DD/20100524/DC";
    public static final String WAYPOINTS = "http://www.omg.org/spec/DD/20100524/DI";
    public static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
    public static final String MODELER = "http://camunda.org/schema/modeler/1.0";
    public static final String SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
    public static final String BIO_COLOUR = "http://bpmn.io/schema/bpmn/biocolor/1.0";
    public static final String COLOUR = "http://www.omg.org/spec/BPMN/non-normative/color/1.0";

    private Bpmn() {}
}
