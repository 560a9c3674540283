package protomass.report.section;

/** A name and a value as text. */
public record Quantity(String name, String value) {}
